package dev.jackplug.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A trace that cannot begin says why, where, and what to do, and has moved nothing. */
class TraceRefusalTest {

    @AutoClose
    private final PluginFolder folder = new PluginFolder();

    private final Path socket = folder.sockets.resolve("sshfs.sock");
    private final Object inode;

    TraceRefusalTest() throws IOException {
        folder.live("sshfs");
        inode = Files.getAttribute(socket, "unix:ino");
    }

    private void assertRefused(String message, Object... options) throws IOException {
        // Where it is not refused, it ends all the same.
        Cli plain = folder.run("trace", words("sshfs", words("--timeout=1ms", options)));
        assertThat(plain.exitCode()).isEqualTo(1);
        assertThat(plain.err()).isEqualTo("jackplug: " + message + "\n");
        assertThat(plain.out()).isEmpty();
        Cli json = folder.run("trace", words("--json", words("sshfs", words("--timeout=1ms", options))));
        assertThat(json.exitCode()).isEqualTo(1);
        assertThat(json.error())
                .containsOnlyKeys("error", "plugin", "method", "address", "message", "hint")
                .containsEntry("message", message)
                .hasEntrySatisfying("hint", hint -> assertThat(message).endsWith(hint.toString()));
        assertThat(json.out()).doesNotContain("note");
        assertThat(Files.getAttribute(socket, "unix:ino")).isEqualTo(inode);
    }

    private static Object[] words(String first, Object... rest) {
        Object[] words = new Object[rest.length + 1];
        words[0] = first;
        System.arraycopy(rest, 0, words, 1, rest.length);
        return words;
    }

    @Test
    void aRecordingInAFolderThatIsNotThere() throws IOException {
        Path out = folder.specs.resolve("nowhere/run.jsonl");
        assertRefused(
                "--out " + out + ": there is no folder " + out.getParent() + ". Choose another file", "--out", out);
    }

    @Test
    void aRecordingBelowAFile() throws IOException {
        Path out = folder.spec("file", "").resolve("run.jsonl");
        assertRefused("--out " + out + ": " + out.getParent() + " is no folder. Choose another file", "--out", out);
    }

    @Test
    void aRecordingInThePlaceOfAFolder() throws IOException {
        assertRefused("--out " + folder.specs + ": it is a folder. Choose another file", "--out", folder.specs);
    }

    @Test
    void aRecordingOnAFullDisk() throws IOException {
        assertRefused("--out /dev/full: No space left on device. Choose another file", "--out", "/dev/full");
    }

    @Test
    void aDrawingInAFolderThatIsNotThere() throws IOException {
        Path svg = folder.specs.resolve("nowhere/run.svg");
        assertRefused(
                "--diagram " + svg + ": there is no folder " + svg.getParent() + ". Choose another file",
                "--diagram",
                svg);
        Path recording = folder.spec("run.jsonl", "");
        Cli replay = folder.run("replay", recording, "--diagram", svg);
        assertThat(replay.exitCode()).isEqualTo(1);
        assertThat(replay.err()).contains("there is no folder");
    }

    @Test
    void aDrawingInThePlaceOfAFolder() throws IOException {
        Path svg = Files.createDirectory(folder.specs.resolve("run.svg"));
        assertRefused("--diagram " + svg + ": it is a folder. Choose another file", "--diagram", svg);
    }

    @Test
    void aSocketOfBeforeWhereItIsToListen() throws IOException {
        folder.stale("old");
        Path old = folder.sockets.resolve("old.sock");
        assertRefused(
                "--listen " + old + ": something is already there. Remove it if nobody uses it, or choose another path",
                "--listen",
                old);
        assertThat(old).exists();
    }

    @Test
    void aRecordingOfBeforeOutlivesATraceThatNeverBegan() throws IOException {
        Path recording = folder.spec("run.jsonl", "of before");
        folder.stale("old");
        folder.spec("far.spec", "tcp://localhost:1");
        Path old = folder.sockets.resolve("old.sock");
        assertThat(folder.run("trace", "sshfs", "--out", recording, "--listen", old)
                        .exitCode())
                .isEqualTo(1);
        assertThat(folder.run("trace", "far", "--out", recording).exitCode()).isEqualTo(2);
        Files.createFile(folder.sockets.resolve(".jackplug-trace"));
        assertThat(folder.run("trace", "sshfs", "--out", recording).exitCode()).isEqualTo(1);
        assertThat(recording).hasContent("of before");
    }

    @Test
    void noFolderForTheSocketWhereItIsToListen() throws IOException {
        Path far = folder.sockets.resolve("nowhere/far.sock");
        assertRefused(
                "--listen " + far + ": there is no folder " + far.getParent() + ". Choose another path",
                "--listen",
                far);
    }

    @Test
    void aFileWhereThePluginsSocketIsToBeKept() throws IOException {
        Path kept = Files.createFile(folder.sockets.resolve(".jackplug-trace"));
        assertRefused("sshfs cannot be traced: " + kept.resolve("sshfs.sock.lock") + ": " + kept
                + " is no folder. Use --listen SOCKET, which moves nothing");
    }

    @Test
    void aPluginThatIsNotThere() {
        folder.stale("netapp");
        assertThat(folder.run("trace", "netapp", "--json").error())
                .containsAllEntriesOf(Map.of("error", "not-traced", "plugin", "netapp"));
    }

    @Test
    void thePlaceOfARecordedPluginThatCannotBeListenedOn() throws IOException {
        Path recording = folder.specs.resolve("run.jsonl");
        assertThat(folder.run("trace", "sshfs", "--timeout", "1ms", "--out", recording)
                        .exitCode())
                .isZero();
        Path file = folder.spec("file", "");
        Cli replay = Cli.run("replay", recording, "--as", "played", "--sockets", file);
        assertThat(replay.exitCode()).isEqualTo(2);
        assertThat(replay.err())
                .isEqualTo("jackplug: " + file.resolve("played.sock") + " cannot be listened on: " + file
                        + " is no folder\n");
    }
}
