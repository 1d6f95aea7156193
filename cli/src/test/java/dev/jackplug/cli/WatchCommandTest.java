package dev.jackplug.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WatchCommandTest {

    /** Longer than anything here takes; the watch is ended by its thread being interrupted. */
    private static final String LONG = "1h";

    @Test
    void printsWhatAppearsChangesAndDisappears() throws Exception {
        try (PluginFolder folder = new PluginFolder()) {
            StringWriter out = new StringWriter();
            CompletableFuture<Integer> exitCode = new CompletableFuture<>();
            Thread watch = watch(folder, new PrintWriter(out, true), exitCode);
            Path file = folder.spec("p.spec", "tcp://127.0.0.1:1");
            watch.start();
            await(out, "appeared     p  " + file + "  tcp://127.0.0.1:1");
            folder.spec("p.spec", "tcp://127.0.0.1:2");
            await(out, "changed      p  " + file + "  tcp://127.0.0.1:2");
            Files.delete(file);
            await(out, "disappeared  p  " + file);
            watch.interrupt();
            assertThat(exitCode.get(20, TimeUnit.SECONDS)).isZero();
        }
    }

    @Test
    void endsWhenNobodyReadsItAnyMore() throws Exception {
        try (PluginFolder folder = new PluginFolder()) {
            folder.spec("p.spec", "tcp://127.0.0.1:1");
            CompletableFuture<Integer> exitCode = new CompletableFuture<>();
            Thread watch = watch(folder, new PrintWriter(closedPipe(), true), exitCode);
            watch.start();
            try {
                assertThat(exitCode.get(20, TimeUnit.SECONDS)).isZero();
            } finally {
                watch.interrupt();
            }
        }
    }

    private static Thread watch(PluginFolder folder, PrintWriter out, CompletableFuture<Integer> exitCode) {
        PrintWriter err = new PrintWriter(new StringWriter(), true);
        String[] words = {"watch", "--specs", folder.specs.toString(), "--timeout", LONG};
        return new Thread(() -> exitCode.complete(Main.run(out, err, words)));
    }

    private static OutputStream closedPipe() {
        return new OutputStream() {

            @Override
            public void write(int b) throws IOException {
                throw new IOException("Broken pipe");
            }
        };
    }

    private static void await(StringWriter out, String line) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!out.toString().contains(line)) {
            assertThat(System.nanoTime()).as("printed so far: %s", out).isLessThan(end);
            Thread.yield();
        }
    }

    @Test
    void endsByItselfWhenTheTimeIsOver() throws Exception {
        try (PluginFolder folder = new PluginFolder()) {
            folder.spec("p.spec", "nonsense");
            Cli watch = folder.run("watch", "--json", "--timeout", "50ms");
            assertThat(watch.exitCode()).isZero();
            assertThat(watch.object()).containsEntry("event", "appeared").containsEntry("name", "p");
        }
    }
}
