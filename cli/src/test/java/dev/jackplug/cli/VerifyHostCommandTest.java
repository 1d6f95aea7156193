package dev.jackplug.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jackplug.tck.conformance.host.HostKit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** {@code verify-host}, whose checks are tested where they are. */
class VerifyHostCommandTest {

    @AutoClose
    private final PluginFolder folder = new PluginFolder();

    VerifyHostCommandTest() throws IOException {}

    private Cli run(Object... more) {
        List<Object> words = new ArrayList<>(List.of("verify-host", "--sockets", folder.sockets));
        words.addAll(List.of(more));
        return Cli.run(words.toArray());
    }

    @Test
    void theCommandIsRunAndWhatArrivesIsJudged() {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String command = "'%s' -cp '%s' %s call {plugin} VolumeDriver.List --sockets {sockets}"
                .formatted(java, System.getProperty("java.class.path"), Main.class.getName());
        // One run of a whole JVM is enough here.
        List<Object> words = new ArrayList<>(List.of(command));
        HostKit.checks().stream()
                .map(check -> check.id())
                .filter(id -> !List.of("host-uses-plugin", "host-header").contains(id))
                .forEach(id -> words.addAll(List.of("--skip", id)));
        Cli run = run(words.toArray());
        assertThat(run.exitCode()).as("%s", run).isZero();
        assertThat(run.out())
                .contains("passed   host-uses-plugin ", "passed   host-header ", "left out by --skip")
                .contains(": 2 passed, 0 failed, ");
    }

    @Test
    void aHostThatDoesNotUseThePluginFails() {
        Cli run = run("true", "--json");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.object()).containsEntry("host", "true").containsEntry("failed", 1L);
        assertThat(folder.sockets).isEmptyDirectory();
    }

    @Test
    void aPluginAtWorkKeepsItsSocket() {
        folder.live("sshfs");
        Cli run = run("true", "--as", "sshfs");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("a plugin sshfs is at work");
        assertThat(folder.run("activate", "sshfs").exitCode()).isZero();
    }

    @Test
    void whoIsToldToEndLeavesNoSocketBehind() throws Exception {
        try (Background run =
                Background.start(folder, Map.of(), "verify-host", "touch {sockets}/../begun; exec sleep 600")) {
            long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
            while (Files.notExists(folder.sockets.resolveSibling("begun"))) {
                assertThat(System.nanoTime()).isLessThan(end);
            }
            assertThat(folder.sockets).isNotEmptyDirectory();
            run.tell();
            run.ended();
            assertThat(folder.sockets).isEmptyDirectory();
        }
    }

    @Test
    void aFolderThatIsNotThereIsNamed() {
        Cli run = Cli.run("verify-host", "--sockets", folder.sockets.resolve("nowhere"), "true");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("nowhere is no directory");
    }
}
