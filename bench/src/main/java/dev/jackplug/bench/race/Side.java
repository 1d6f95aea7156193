package dev.jackplug.bench.race;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A process that does what a line says and answers with a line of numbers; bench/go/host/main.go lists the lines. */
final class Side implements AutoCloseable {

    /** After so many minutes a side hangs, and is ended. */
    private static final long HANG = 10;

    private final Process process;
    private final PrintStream in;
    private final BufferedReader out;

    private Side(List<String> command) {
        try {
            process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        in = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        out = process.inputReader(StandardCharsets.UTF_8);
    }

    /** The host on moby's code. */
    static Side go(Course course) {
        return new Side(List.of(course.go().resolve("host").toString()));
    }

    /** One of this package, in a JVM of its own, as it is without any setting. */
    static Side java(Class<?> main) {
        return new Side(javaCommand(main));
    }

    /** How a class of this package is run in a JVM like this one. */
    static List<String> javaCommand(Class<?> main, String... arguments) {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        List<String> command =
                new ArrayList<>(List.of(java.toString(), "-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(Arrays.asList(arguments));
        return command;
    }

    long[] ask(Object... words) {
        in.println(String.join(" ", Arrays.stream(words).map(String::valueOf).toList()));
        CompletableFuture<Void> guard = CompletableFuture.runAsync(
                process::destroyForcibly, CompletableFuture.delayedExecutor(HANG, TimeUnit.MINUTES));
        try {
            String line = out.readLine();
            if (line == null) {
                throw new IllegalStateException(
                        "a side ended on " + Arrays.toString(words) + "; what it said stands above");
            }
            return Arrays.stream(line.split(" ", -1)).mapToLong(Long::parseLong).toArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            guard.cancel(false);
        }
    }

    Process process() {
        return process;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
