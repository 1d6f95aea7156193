package dev.jackplug.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The command in a process of its own, killed in the end if it still runs. */
final class Background implements AutoCloseable {

    private final Path log = Files.createTempFile("jp", "log");
    private final Process process;

    private Background(ProcessBuilder builder) throws IOException {
        process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    }

    /** Starts a verb over a folder, with these variables besides those of this process. */
    static Background start(PluginFolder folder, Map<String, String> environment, Object... verb) throws IOException {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path").replace("\n", File.pathSeparator),
                Main.class.getName()));
        for (Object word : verb) {
            words.add(word.toString());
        }
        words.addAll(List.of("--sockets", folder.sockets.toString()));
        ProcessBuilder builder = new ProcessBuilder(words);
        builder.environment().putAll(environment);
        return new Background(builder);
    }

    /** Tells it to end, as {@code kill} does. */
    void tell() {
        process.destroy();
    }

    /** Waits until it has printed this, on either stream. */
    Background awaiting(String text) throws IOException {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        while (!text().contains(text)) {
            if (!process.isAlive() || System.nanoTime() > end) {
                throw new AssertionError("it has not said \"" + text + "\": " + text());
            }
        }
        return this;
    }

    private String text() throws IOException {
        return Files.readString(log);
    }

    /** Waits until it ends; what it printed. */
    String ended() throws Exception {
        if (!process.waitFor(1, TimeUnit.MINUTES)) {
            throw new AssertionError("it runs on: " + text());
        }
        return text();
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly().onExit().join();
        Files.delete(log);
    }
}
