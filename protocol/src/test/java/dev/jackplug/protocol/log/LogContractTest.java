package dev.jackplug.protocol.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jackplug.protocol.Caller;
import dev.jackplug.protocol.DeadlineException;
import dev.jackplug.protocol.Download;
import dev.jackplug.protocol.DriverException;
import dev.jackplug.protocol.MethodNotImplementedException;
import dev.jackplug.protocol.PluginException;
import dev.jackplug.protocol.ServiceMethod;
import dev.jackplug.protocol.Target;
import dev.jackplug.protocol.Unary;
import dev.jackplug.protocol.Upload;
import java.io.InputStream;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LogContractTest {

    private static final Target TARGET = Target.of("p").at("LogDriver.Capabilities");

    private static Stream<Unary<?, ?, ?>> unary() {
        return LogDriver.SUBSYSTEM.methods().stream()
                .filter(Unary.class::isInstance)
                .map(row -> (Unary<?, ?, ?>) row);
    }

    @Test
    void theSubsystemIsCalledAsInManifests() {
        assertThat(LogDriver.SUBSYSTEM.name()).isEqualTo("LogDriver");
        assertThat(LogDriver.SUBSYSTEM.errorKey()).isEqualTo("Err");
    }

    @Test
    void theLimitsAreLeftToTheHostAsMobySetsNone() {
        assertThat(LogDriver.SUBSYSTEM.methods())
                .extracting(ServiceMethod::limit)
                .containsOnly(Duration.ZERO);
    }

    @Test
    void onlyTheQuestionMayBeRepeatedAndItHasNoBody() {
        assertThat(unary().filter(Unary::repeatable).map(Unary::name)).containsExactly("LogDriver.Capabilities");
        assertThat(unary().filter(Unary::bodiless).map(Unary::name)).containsExactly("LogDriver.Capabilities");
    }

    @Test
    void aDriverThatSaysNothingTakesLogsAndGivesNoneBack() {
        LogDriver driver = new LogDriver() {
            @Override
            public void startLogging(StartLoggingRequest request) {
                throw new AssertionError("not asked for");
            }

            @Override
            public void stopLogging(StopLoggingRequest request) {
                throw new AssertionError("not asked for");
            }
        };
        assertThat(driver.capabilities().readsLogs()).isFalse();
        ReadLogsRequest request = new ReadLogsRequest(Info.of("c", "/c", Map.of()), ReadConfig.ALL);
        assertThatThrownBy(() -> driver.readLogs(request)).isInstanceOf(MethodNotImplementedException.class);
    }

    static Stream<PluginException> failures() {
        return Stream.of(
                new MethodNotImplementedException(TARGET, "404 page not found"),
                new DriverException(TARGET, 500, "the disk is full", "{}"),
                new DeadlineException(TARGET, "no answer within 1 s", true));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void whateverGoesWrongWithCapabilitiesMeansThatLogsCannotBeRead(PluginException failure) {
        Caller failing = new Caller() {
            @Override
            public <Q, R> R call(Unary<?, Q, R> method, Q request) {
                throw failure;
            }

            @Override
            public <Q> InputStream download(Download<?, Q> method, Q request) {
                throw failure;
            }

            @Override
            public <R> R upload(Upload<?, R> method, Map<String, String> query, InputStream body) {
                throw failure;
            }
        };
        LogDriver remote = LogDriver.SUBSYSTEM.remote().apply(failing);
        assertThat(remote.capabilities()).isEqualTo(CapabilitiesReply.TAKES_ONLY);
        assertThatThrownBy(() -> remote.stopLogging(new StopLoggingRequest("f")))
                .isSameAs(failure);
    }
}
