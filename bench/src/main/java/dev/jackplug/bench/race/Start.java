package dev.jackplug.bench.race;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A command that is started, measured from before it is, and ended. */
record Start(List<String> command, Map<String, String> environment) {

    private static final int CALLS = 100;
    private static final long IDLE_MILLIS = 2_000;

    Start(List<String> command) {
        this(command, Map.of());
    }

    /** In nanoseconds. */
    long untilItEnds() {
        long begin = System.nanoTime();
        try {
            int exit = process().waitFor();
            if (exit != 0) {
                throw new IllegalStateException(command + " ended with " + exit);
            }
            return System.nanoTime() - begin;
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** In nanoseconds, until Plugin.Activate is answered. */
    long untilItAnswers(Path socket) {
        long begin = System.nanoTime();
        return serving(socket, (process, channel) -> System.nanoTime() - begin);
    }

    /** In KiB, some time after the last of some calls. */
    long residentWhenIdle(Path socket) {
        return serving(socket, (process, channel) -> {
            for (int i = 0; i < CALLS; i++) {
                Greeting.call(channel, "VolumeDriver.Get", "{\"Name\":\"data\"}");
            }
            channel.close();
            Thread.sleep(IDLE_MILLIS);
            return Memory.resident(process);
        });
    }

    private interface Measure {
        long of(Process process, SocketChannel channel) throws IOException, InterruptedException;
    }

    private long serving(Path socket, Measure measure) {
        Process process = null;
        try {
            Files.deleteIfExists(socket);
            process = process();
            try (SocketChannel channel = Greeting.first(process, socket)) {
                return measure.of(process, channel);
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(command.toString(), e);
        } finally {
            end(process);
        }
    }

    /** With SIGTERM, at which a JVM writes what it noted. */
    private static void end(Process process) {
        try {
            if (process != null) {
                process.destroy();
                if (!process.waitFor(10, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** A socket that nobody listens at. */
    static void deadSocket(Path path) throws IOException {
        Files.deleteIfExists(path);
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(path));
        }
    }

    private Process process() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(environment);
        return builder.start();
    }
}
