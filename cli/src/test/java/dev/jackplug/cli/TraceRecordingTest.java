package dev.jackplug.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The files that a trace writes: who may read them, and what becomes of the plugin when they cannot be written. */
class TraceRecordingTest {

    @AutoClose
    private final PluginFolder folder = new PluginFolder();

    private final Path socket = folder.sockets.resolve("sshfs.sock");
    private final Path out = folder.specs.resolve("run.jsonl");

    TraceRecordingTest() throws IOException {
        folder.live("sshfs");
    }

    private Cli traceForAMoment(Object... options) {
        Object[] words = new Object[options.length + 2];
        words[0] = "sshfs";
        words[1] = "--timeout=1ms";
        System.arraycopy(options, 0, words, 2, options.length);
        return folder.run("trace", words);
    }

    private static String modes(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    private void pipe() throws Exception {
        assertThat(new ProcessBuilder("mkfifo", "-m", "644", out.toString())
                        .start()
                        .waitFor())
                .isZero();
    }

    /** Reads the first line of the pipe, and reads no more. */
    private CompletableFuture<String> reader() {
        return CompletableFuture.supplyAsync(() -> {
            try (BufferedReader reader = Files.newBufferedReader(out)) {
                return String.valueOf(reader.readLine());
            } catch (IOException e) {
                return e.toString();
            }
        });
    }

    @Test
    void aFileOfBeforeIsForItsOwnerAloneFromNowOn() throws IOException {
        Files.writeString(out, "of before");
        Files.setPosixFilePermissions(out, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(traceForAMoment("--out", out).exitCode()).isZero();
        assertThat(modes(out)).isEqualTo("rw-------");
        assertThat(Files.readString(out)).startsWith("{\"kind\":\"meta\"").doesNotContain("of before");
    }

    @Test
    void whatIsNoFileKeepsItsModes() throws Exception {
        pipe();
        CompletableFuture<String> read = reader();
        assertThat(traceForAMoment("--out", out).exitCode()).isZero();
        assertThat(read.orTimeout(1, TimeUnit.MINUTES).join()).startsWith("{\"kind\":\"meta\"");
        assertThat(modes(out)).isEqualTo("rw-r--r--");
    }

    @Test
    void aRecordThatCannotBeWrittenOnEndsTheTraceAndTheSocketIsPutBack() throws Exception {
        Object inode = Files.getAttribute(socket, "unix:ino");
        pipe();
        CompletableFuture<String> read = reader();
        try (Tracing running = Tracing.start(folder, "recording sshfs", "trace", "sshfs", "--out", out)) {
            read.orTimeout(1, TimeUnit.MINUTES).join();
            assertThat(folder.run("activate", "sshfs").exitCode()).isZero();
            Cli trace = running.ended();
            assertThat(trace.exitCode()).isEqualTo(1);
            assertThat(trace.err()).isEqualTo("jackplug: --out " + out + ": Broken pipe. Choose another file\n");
            assertThat(trace.out()).contains("the plugin's socket is at its place again", "1 call, no error");
        }
        assertThat(Files.getAttribute(socket, "unix:ino")).isEqualTo(inode);
        assertThat(folder.sockets.resolve(".jackplug-trace")).doesNotExist();
    }

    @Test
    void aTraceWithoutCallsIsDrawnAsTheTwoAlone() throws IOException {
        Path svg = folder.specs.resolve("run.svg");
        assertThat(traceForAMoment("--diagram", svg).exitCode()).isZero();
        assertThat(Files.readString(svg)).contains("host", "sshfs").endsWith("</svg>\n");
    }
}
