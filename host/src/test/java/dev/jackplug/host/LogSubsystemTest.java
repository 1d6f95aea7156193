package dev.jackplug.host;

import static dev.jackplug.host.HostFixture.HANG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jackplug.protocol.PluginException;
import dev.jackplug.protocol.log.Info;
import dev.jackplug.protocol.log.LogDriver;
import dev.jackplug.protocol.log.LogStream;
import dev.jackplug.protocol.log.ReadConfig;
import dev.jackplug.protocol.log.ReadLogsRequest;
import dev.jackplug.tck.Answer;
import dev.jackplug.tck.ScriptedPlugin;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogSubsystemTest extends SubsystemContract<LogDriver> {

    LogSubsystemTest() {
        super(LogDriver.SUBSYSTEM, "log");
    }

    @Override
    Map<String, Long> leftOut() {
        return Map.of("a stream", 22L, "an answer that is no success", 4L);
    }

    @ParameterizedTest
    @Tag("held-181")
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"Cap\":{\"ReadLogs\":true}}|true",
                "{\"cap\":{\"readlogs\":true}}|true",
                "{\"ReadLogs\":true}|false",
                "{\"Cap\":{}}|false",
                "{\"Cap\":null}|false",
                "{}|false",
                "{\"Cap\":{\"ReadLogs\":true},\"Err\":\"the disk is full\"}|false",
                "nonsense|false"
            })
    void logsCanBeReadOnlyIfThePluginSaysSoInTheRightPlace(String answer, boolean readable) throws Exception {
        try (HostFixture fixture = new HostFixture();
                ScriptedPlugin plugin = fixture.plugin("p").implementing("LogDriver")) {
            plugin.answering("LogDriver.Capabilities", Answer.json(answer));
            LogDriver driver = fixture.host().driver("p", LogDriver.SUBSYSTEM);
            assertThat(driver.capabilities().readsLogs()).isEqualTo(readable);
        }
    }

    @Test
    @Tag("held-182")
    void theQuestionForLogsHasTheKeysThatMobySends() throws Exception {
        try (HostFixture fixture = new HostFixture();
                ScriptedPlugin plugin = fixture.plugin("p").implementing("LogDriver")) {
            plugin.answering("LogDriver.ReadLogs", Answer.chunked());
            LogDriver driver = fixture.host().driver("p", LogDriver.SUBSYSTEM);
            Info info = Info.of("c1", "/web", Map.of("mode", "blocking"));
            ReadConfig config = ReadConfig.ALL.tail(5).since(Instant.parse("2026-01-31T12:00:00Z"));
            try (LogStream stream = driver.readLogs(new ReadLogsRequest(info, config))) {
                assertThat(stream.next()).isEmpty();
            }
            String sent = plugin.received("LogDriver.ReadLogs").get(0).text();
            assertThat(sent)
                    .startsWith("{\"Info\":{\"Config\":{\"mode\":\"blocking\"},\"ContainerID\":\"c1\","
                            + "\"ContainerName\":\"/web\",\"ContainerEntrypoint\":\"\",\"ContainerArgs\":[],")
                    .contains("\"DaemonName\":\"docker\"},"
                            + "\"Config\":{\"Since\":\"2026-01-31T12:00:00Z\",\"Tail\":5,\"Follow\":false}}");
        }
    }

    /** W-27: moby looks log drivers up one after the other. */
    @Test
    void aLogPluginThatHangsDoesNotKeepAnotherFromBeingFound() throws Exception {
        try (HostFixture fixture = new HostFixture();
                ScriptedPlugin slow = fixture.plugin("slow").answering("Plugin.Activate", Answer.hang());
                ScriptedPlugin quick = fixture.plugin("quick").implementing("LogDriver")) {
            quick.answering("LogDriver.Capabilities", Answer.json("{\"Cap\":{\"ReadLogs\":true}}"));
            Plugins host = fixture.host(limits -> limits.withActivation(HANG));
            Thread first = new Thread(() -> assertThatThrownBy(() -> host.driver("slow", LogDriver.SUBSYSTEM))
                    .isInstanceOf(PluginException.class));
            first.start();
            slow.awaitReceived("Plugin.Activate", 1, HANG);

            assertThat(host.driver("quick", LogDriver.SUBSYSTEM).capabilities().readsLogs())
                    .isTrue();

            assertThat(first.isAlive()).isTrue();
            first.interrupt();
            first.join();
        }
    }
}
