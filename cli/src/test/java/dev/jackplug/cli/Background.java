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
        List<Object> words = new ArrayList<>(List.of(verb));
        words.addAll(List.of("--sockets", folder.sockets));
        return alone(environment, words.toArray());
    }

    /** Starts the command with these words and no others. */
    static Background alone(Map<String, String> environment, Object... arguments) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command(arguments));
        builder.environment().putAll(environment);
        return new Background(builder);
    }

    /** What starts the command in a process of its own. */
    static List<String> command(Object... arguments) {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path").replace("\n", File.pathSeparator),
                Main.class.getName()));
        for (Object word : arguments) {
            words.add(word.toString());
        }
        return words;
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
