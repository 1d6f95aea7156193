package dev.jackplug.engines;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A process that runs beside the test and writes what it has to say to a log. */
record Background(Process process, Path log) {
    private static final Duration PAUSE = Duration.ofMillis(10);
    private static final int TAIL = 4_000;

    /** Something that comes true some time after a process was started. */
    @FunctionalInterface
    interface Condition {
        boolean holds() throws IOException, InterruptedException;
    }

    static Background start(Path log, String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.redirectErrorStream(true).redirectOutput(log.toFile());
        return new Background(builder.start(), log);
    }

    /** Waits for the condition; fails at once when the process ends before it, or when the limit passes. */
    void awaitUntil(String what, Duration limit, Condition condition) throws IOException, InterruptedException {
        long started = System.nanoTime();
        while (!condition.holds()) {
            if (process.waitFor(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("ended with " + process.exitValue() + " before " + what + "; " + tail());
            }
            if (System.nanoTime() - started > limit.toNanos()) {
                throw new AssertionError("after " + limit + " still not " + what + "; " + tail());
            }
        }
    }

    /** Sends SIGTERM to what runs inside the namespaces, not to the nsenter in front of it, and waits for both. */
    void terminate(Duration limit) throws IOException, InterruptedException {
        process.children().forEach(ProcessHandle::destroy);
        awaitEnd(limit);
    }

    void awaitEnd(Duration limit) throws IOException, InterruptedException {
        if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("still runs " + limit + " after it was told to end; " + tail());
        }
    }

    boolean logHasLine(String line) throws IOException {
        return text(log).lines().anyMatch(line::equals);
    }

    private String tail() throws IOException {
        return "the end of its log:\n" + tail(text(log));
    }

    static String tail(String text) {
        return text.substring(Math.max(0, text.length() - TAIL));
    }

    static String text(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }
}
