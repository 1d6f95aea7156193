package dev.jackplug.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jackplug.tck.ScriptedPlugin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What a killed trace leaves is a finding of its own, and its fix, run as printed, mends it. */
class DoctorAfterATraceTest {

    @AutoClose
    private final PluginFolder folder = new PluginFolder();

    private final ScriptedPlugin plugin = folder.live("sshfs");
    private final Path socket = folder.sockets.resolve("sshfs.sock");
    private final Path kept = folder.sockets.resolve(".jackplug-trace/sshfs.sock");

    DoctorAfterATraceTest() throws IOException {}

    private void kill() throws IOException {
        try (Background recorder = Background.start(folder, Map.of(), "trace", "sshfs")) {
            recorder.awaiting("recording sshfs");
        }
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> finding() {
        List<Map<String, Object>> findings = (List<Map<String, Object>>)
                folder.run("doctor", "sshfs", "--json").object().get("findings");
        assertThat(findings).singleElement();
        return findings.get(0);
    }

    private String fix() {
        String fix = finding().get("fix").toString();
        assertThat(fix).startsWith("jackplug trace sshfs --restore");
        Cli restored = Cli.run(Stream.of(fix.split(" ")).skip(1).toArray());
        assertThat(restored.exitCode()).as("%s", restored).isZero();
        return restored.out();
    }

    @Test
    void theDeadSocketOfTheTraceIsSeenThroughAndThePluginComesBack() throws Exception {
        Object inode = Files.getAttribute(socket, "unix:ino");
        kill();
        assertThat(finding())
                .containsEntry("code", "killed-trace")
                .containsEntry("plugin", "sshfs")
                .hasEntrySatisfying(
                        "evidence",
                        evidence -> assertThat(evidence.toString())
                                .contains(
                                        socket + ": a socket",
                                        "connection refused",
                                        kept + ": a socket",
                                        "listens there"));
        assertThat(folder.run("doctor").out()).contains("docker volume ls takes 15 s, waiting for sshfs");
        assertThat(fix()).contains("at its place again");
        assertThat(folder.run("doctor", "sshfs").out()).startsWith("fine: sshfs\n");
        assertThat(Files.getAttribute(socket, "unix:ino")).isEqualTo(inode);
    }

    @Test
    void soItIsWhereTheDeadSocketWasRemoved() throws Exception {
        kill();
        Files.delete(socket);
        assertThat(finding()).containsEntry("code", "socket-removed");
        fix();
        assertThat(folder.run("doctor", "sshfs").out()).startsWith("fine: sshfs\n");
    }

    @Test
    void aPluginThatStoppedSinceLeavesNothing() throws Exception {
        kill();
        plugin.crash();
        assertThat(finding())
                .containsEntry("code", "killed-trace")
                .hasEntrySatisfying(
                        "evidence", evidence -> assertThat(evidence.toString()).contains("nobody listens there"));
        assertThat(fix()).contains("the plugin has stopped meanwhile");
        assertThat(Files.list(folder.sockets)).isEmpty();
    }

    @Test
    void aTraceAtWorkIsNoFinding() {
        try (Tracing running = Tracing.start(folder, "recording sshfs", "trace", "sshfs")) {
            assertThat(folder.run("doctor", "sshfs").out()).startsWith("fine: sshfs\n");
            assertThat(running.stop().exitCode()).isZero();
        }
    }
}
