package dev.jackplug.engines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jackplug.engines.Namespaces.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The conformance kit on the example plugins, and on one that nobody here wrote. */
@Tag("engine")
@Timeout(300)
class ConformanceTest {

    private static final String ROOT = System.getenv("JACKPLUG_ROOT");
    private static final Duration LIMIT = Duration.ofMinutes(4);

    /**
     * Started by the kit, in namespaces of its own, in the way that systemd would. A connection that says nothing is watched for
     * half a minute in the first of them alone, since the server of all is the same.
     */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            volume  | --root "$JACKPLUG_TEST/root"                                   | -v
            network | --root "$JACKPLUG_TEST/root"                                   | --skip=idle-keep-alive
            log     | --root "$JACKPLUG_TEST/root"                                   | --skip=idle-keep-alive
            authz   | --log "$JACKPLUG_TEST/decisions" --policy "$JACKPLUG_ROOT/examples/authz/policy" | --skip=idle-keep-alive
            graph   | --root "$JACKPLUG_TEST/root"                                   | --skip=idle-keep-alive
            secrets | --root "$JACKPLUG_TEST/root"                                   | --skip=idle-keep-alive
            metrics | --to "$JACKPLUG_TEST/metrics"                                  | --skip=idle-keep-alive
            """)
    void theExamplesPassClean(String example, String options, String more, @TempDir Path folder) throws Exception {
        String start =
                "%1$s/examples/volume/systemd/activated %1$s/examples/%2$s/run --name plugin --sockets \"$JACKPLUG_SOCKETS\" %3$s"
                        .formatted(ROOT, example, options.replace("$JACKPLUG_TEST", folder.toString()));
        try (Namespaces namespaces = Namespaces.hiding("/run")) {
            namespaces.runWell("mkdir", "/run/docker"); // for the FIFOs of logs
            Outcome outcome =
                    namespaces.run(LIMIT, ROOT + "/jackplug", "verify", "--exec", start, "--full", "--json", more);
            assertThat(outcome.out()).as("%s", outcome).startsWith("{");
            Verdicts.saw("plugin", "example " + example, outcome.out());
            assertThat(outcome.exitCode()).as("%s", outcome).isZero();
        }
    }

    /** All but the sockets of systemd, which it does not know. */
    @Test
    void aPluginInGoIsWhatItWasFoundToBe(@TempDir Path folder) throws Exception {
        ProcessBuilder build = new ProcessBuilder("go", "build", "-o", folder + "/volumes", "main.go");
        build.environment().putAll(Map.of("GO111MODULE", "off", "GOCACHE", folder + "/go"));
        Process go = build.directory(
                        Path.of(ROOT, "engines/src/test/go/volumes").toFile())
                .inheritIO()
                .start();
        assertThat(go.waitFor(2, TimeUnit.MINUTES)).isTrue();
        Files.createDirectory(folder.resolve("data"));
        String start = "%1$s/volumes {socket} %1$s/data".formatted(folder);
        try (Namespaces namespaces = Namespaces.hiding("/run")) {
            Outcome outcome = namespaces.run(
                    LIMIT, ROOT + "/jackplug", "verify", "--exec", start, "--full", "--json", "--skip=idle-keep-alive");
            Verdicts.saw("plugin", "in Go", outcome.out());
            assertThat(outcome.exitCode()).as("%s", outcome).isEqualTo(1);
        }
    }

    @Test
    void ovnDockerIsWhatItWasFoundToBe() throws Exception {
        try (OvnDocker ovn = OvnDocker.start()) {
            Outcome outcome = ovn.jackplug(LIMIT, "verify", "openvswitch", "--full", "--json");
            assertThat(outcome.out()).as("%s", outcome).startsWith("{");
            Verdicts.saw("plugin", "ovn-docker", outcome.out());
            assertThat(outcome.exitCode()).as("%s", outcome).isEqualTo(1);
        }
    }
}
