package dev.jackplug.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A command that runs until it is told to end, on a thread of its own. */
final class Tracing implements AutoCloseable {

    private static final long LIMIT_SECONDS = 60;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final CompletableFuture<Integer> exitCode = new CompletableFuture<>();
    private final Thread thread;

    private Tracing(List<String> words) {
        thread = new Thread(() -> exitCode.complete(
                Main.run(new PrintWriter(out, true), new PrintWriter(err, true), words.toArray(String[]::new))));
        thread.start();
    }

    /** Starts a verb over a folder; returns when it has printed this. */
    static Tracing start(PluginFolder folder, String first, Object... arguments) {
        List<String> words = new ArrayList<>();
        for (Object word : arguments) {
            words.add(word.toString());
        }
        words.addAll(List.of("--sockets", folder.sockets.toString(), "--specs", folder.specs.toString()));
        return new Tracing(words).awaiting(first);
    }

    Tracing awaiting(String text) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        while (!out.toString().contains(text)) {
            assertThat(System.nanoTime()).as("%s%s", out, err).isLessThan(end);
            assertThat(exitCode).as("%s%s", out, err).isNotDone();
            Thread.onSpinWait();
        }
        return this;
    }

    /** Waits until it ends by itself. */
    Cli ended() {
        int code = exitCode.copy().orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS).join();
        return new Cli(code, out.toString(), err.toString());
    }

    /** Ends it as Ctrl-C does. */
    Cli stop() {
        thread.interrupt();
        return ended();
    }

    @Override
    public void close() {
        stop();
    }
}
