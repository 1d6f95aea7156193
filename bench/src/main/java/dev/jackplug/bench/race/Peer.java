package dev.jackplug.bench.race;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A plugin in a process of its own. */
record Peer(Path socket, Process process) implements AutoCloseable {

    /** The plugin on net/http. */
    static Peer go(Course course, String name) {
        Path socket = course.folder().resolve(name + ".sock");
        return start(socket, List.of(course.go().resolve("plugin").toString(), socket.toString()));
    }

    /** Ours, in a JVM without any setting. */
    static Peer java(Course course, String name) {
        return jvm(course, name, OurPlugin.class);
    }

    /** Ours, with room for many connections. */
    static Peer roomy(Course course, String name) {
        return jvm(course, name, Roomy.class);
    }

    /** The bare exchange from this side. */
    static Peer bare(Course course, String name) {
        return jvm(course, name, BarePlugin.class);
    }

    private static Peer jvm(Course course, String name, Class<?> main) {
        Path socket = course.folder().resolve(name + ".sock");
        return start(socket, Side.javaCommand(main, socket.toString()));
    }

    private static Peer start(Path socket, List<String> command) {
        try {
            Files.deleteIfExists(socket);
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            try {
                Greeting.first(process, socket).close();
            } catch (IOException e) {
                process.destroyForcibly();
                throw new IllegalStateException("no plugin came up: " + command, e);
            }
            return new Peer(socket, process);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
