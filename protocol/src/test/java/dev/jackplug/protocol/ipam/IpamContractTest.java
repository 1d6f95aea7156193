package dev.jackplug.protocol.ipam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jackplug.protocol.DriverException;
import dev.jackplug.protocol.FailingCaller;
import dev.jackplug.protocol.MethodNotImplementedException;
import dev.jackplug.protocol.PluginException;
import dev.jackplug.protocol.ProtocolException;
import dev.jackplug.protocol.Target;
import dev.jackplug.protocol.TransportException;
import dev.jackplug.protocol.Unary;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class IpamContractTest {

    private static final Target PLUGIN = Target.of("x").at("IpamDriver.GetCapabilities");

    private static List<String> rows(Predicate<Unary<IpamDriver, ?, ?>> kind) {
        return IpamDriver.SUBSYSTEM.methods().stream()
                .<Unary<IpamDriver, ?, ?>>map(row -> (Unary<IpamDriver, ?, ?>) row)
                .filter(kind)
                .map(row -> row.name().replace("IpamDriver.", ""))
                .toList();
    }

    @Test
    void theSubsystemIsCalledAsInManifestsAndHasAnErrorKeyOfItsOwn() {
        assertThat(IpamDriver.SUBSYSTEM.name()).isEqualTo("IpamDriver");
        assertThat(IpamDriver.SUBSYSTEM.errorKey()).isEqualTo("Error");
    }

    @Test
    void whatFindsSomethingHasTwoMinutesAndTheRestOne() {
        assertThat(rows(row -> row.limit().equals(Duration.ofMinutes(2))))
                .containsExactlyInAnyOrder("RequestPool", "RequestAddress");
        assertThat(rows(row -> row.limit().equals(Duration.ofMinutes(1)))).hasSize(4);
    }

    @Test
    void onlyQuestionsMayBeRepeatedAndTheyHaveNoBody() {
        assertThat(rows(Unary::repeatable))
                .containsExactlyInAnyOrder("GetCapabilities", "GetDefaultAddressSpaces")
                .isEqualTo(rows(Unary::bodiless));
    }

    @Test
    void theAddressOfAGatewayIsAskedForByItsType() {
        assertThat(new RequestAddressRequest("p", "", Map.of("RequestAddressType", "com.docker.network.gateway"))
                        .forGateway())
                .isTrue();
        assertThat(new RequestAddressRequest("p", "", Map.of()).forGateway()).isFalse();
    }

    private static IpamDriver answering(PluginException end) {
        return IpamDriver.SUBSYSTEM.remote().apply(new FailingCaller(end));
    }

    static Stream<PluginException> failures() {
        return Stream.of(
                new MethodNotImplementedException(PLUGIN, "404 page not found"),
                new DriverException(PLUGIN, 500, "no", "no"),
                new ProtocolException(PLUGIN, "no JSON", "", null));
    }

    @ParameterizedTest
    @Tag("held-154")
    @MethodSource("failures")
    void aPluginThatAnswersTheQuestionForCapabilitiesWithAFailureWantsNothing(PluginException failure) {
        assertThat(answering(failure).getCapabilities()).isEqualTo(CapabilitiesReply.NONE);
        assertThat(answering(failure).getCapabilities().requiresMacAddress()).isFalse();
        assertThat(answering(failure).getCapabilities().requiresRequestReplay()).isFalse();
    }

    @Test
    void aPluginThatDoesNotAnswerIsNotTakenForOneThatWantsNothing() {
        PluginException lost = new TransportException(PLUGIN, "the connection broke", "", false, null);

        assertThatThrownBy(() -> answering(lost).getCapabilities()).isSameAs(lost);
    }
}
