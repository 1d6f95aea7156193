package dev.jackplug.bench.race;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A plugin in a process of its own. */
record Peer(Path socket, Process process) implements AutoCloseable {

    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(30);

    /** The plugin on net/http. */
    static Peer go(Course course, String name) {
        Path socket = course.folder().resolve(name + ".sock");
        return start(socket, List.of(course.go().resolve("plugin").toString(), socket.toString()));
    }

    /** Ours, in a JVM without any setting. */
    static Peer java(Course course, String name) {
        Path socket = course.folder().resolve(name + ".sock");
        return start(socket, Side.javaCommand(OurPlugin.class, socket.toString()));
    }

    /** Ours, with room for many connections. */
    static Peer roomy(Course course, String name) {
        Path socket = course.folder().resolve(name + ".sock");
        return start(socket, Side.javaCommand(Roomy.class, socket.toString()));
    }

    private static Peer start(Path socket, List<String> command) {
        try {
            Files.deleteIfExists(socket);
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            long end = System.nanoTime() + PATIENCE;
            while (!answers(socket)) {
                if (!process.isAlive() || System.nanoTime() > end) {
                    process.destroyForcibly();
                    throw new IllegalStateException("no plugin came up: " + command);
                }
                Thread.onSpinWait();
            }
            return new Peer(socket, process);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The file alone does not tell: it is there before anybody listens, and ours turn away who comes before its mode is set. */
    private static boolean answers(Path socket) {
        try (Idle one = new Idle()) {
            return one.upTo(socket, 1).count() == 1;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
