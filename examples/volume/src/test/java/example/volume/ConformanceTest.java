package example.volume;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jackplug.tck.conformance.PluginKit;
import dev.jackplug.tck.conformance.Report;
import dev.jackplug.tck.conformance.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The plugin, started by the kit the way that its systemd unit starts it. */
class ConformanceTest {

    private static final String START = "exec systemd/activated \"$0\" -cp \"$1\" example.volume.Main --name plugin"
            + " --sockets \"$JACKPLUG_SOCKETS\" --root \"$2\"";

    @Test
    @Timeout(300)
    void thePluginIsAsTheProtocolSays(@TempDir Path root) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = List.of("sh", "-c", START, java, System.getProperty("java.class.path"), root.toString());

        Report report = PluginKit.judge(
                "volume",
                new PluginKit.Settings(
                        null,
                        null,
                        command,
                        true,
                        Map.of(),
                        Map.of(),
                        Set.of("idle-keep-alive"),
                        Duration.ofSeconds(30)));

        assertThat(report.with(Verdict.FAILED)).isEmpty();
        assertThat(report.with(Verdict.PASSED))
                .extracting(outcome -> outcome.check().id())
                .contains("volume-mount-twice", "mounts-survive-kill", "sigterm-removes-socket");
    }
}
