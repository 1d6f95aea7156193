package dev.jackplug.tck.conformance.plugin;

import dev.jackplug.protocol.Address;
import dev.jackplug.protocol.Printable;
import dev.jackplug.tck.internal.NotJudged;
import dev.jackplug.tck.internal.Violation;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The process of a plugin that the kit runs, and the folder of its socket, which is there for this run only. Closing it stops
 * the process. Used by one thread.
 */
final class Launch implements AutoCloseable {

    /** How long a plugin may take to listen, or to find out that it cannot. */
    static final Duration START = Duration.ofSeconds(60);

    /** What dockerd gives a plugin between SIGTERM and SIGKILL. */
    static final Duration STOP = Duration.ofSeconds(10);

    /** Nothing tells when another process begins to listen, so one has to look. */
    static final Duration LOOK_EVERY = Duration.ofMillis(20);

    private static final int SAID = 300;

    private final Path folder;
    private final List<String> command;
    private @Nullable Process process;

    private Launch(Path folder, List<String> command) {
        this.folder = folder;
        this.command = command;
    }

    static Launch of(List<String> command) throws IOException {
        return new Launch(Files.createTempDirectory("jp"), command);
    }

    Path socket() {
        return folder.resolve("plugin.sock");
    }

    Address address() {
        return new Address.Unix(socket());
    }

    private Path output() {
        return folder.resolve("output");
    }

    /** Whether the process is there. */
    boolean runs() {
        return process != null && process.isAlive();
    }

    /** Starts the plugin, and waits until it takes connections; a violation if it does not. */
    void start() throws IOException {
        start(List.of(), Map.of());
        if (!comesUp()) {
            String state = state();
            end();
            throw new Violation("it does not take connections at " + socket() + ": " + state);
        }
    }

    /** Starts the plugin by way of another command, with variables of its own. */
    void start(List<String> before, Map<String, String> variables) throws IOException {
        List<String> words = new ArrayList<>(before);
        command.forEach(word -> words.add(word.replace("{socket}", socket().toString())));
        ProcessBuilder builder = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(output().toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        builder.environment().put("JACKPLUG_SOCKET", socket().toString());
        builder.environment().put("JACKPLUG_SOCKETS", folder.toString());
        builder.environment().putAll(variables);
        process = builder.start();
    }

    /** Waits until the plugin takes connections; false if it ends or time runs out before. */
    boolean comesUp() throws IOException {
        long end = System.nanoTime() + START.toNanos();
        while (!takesConnections()) {
            if (System.nanoTime() > end || ends(LOOK_EVERY)) {
                return false;
            }
        }
        return true;
    }

    private boolean takesConnections() {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket()))) {
            return channel.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether the process ends within that time. */
    boolean ends(Duration limit) throws IOException {
        try {
            return process == null || process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    /** The exit status of a process that has ended. */
    int status() {
        return process == null ? 0 : process.exitValue();
    }

    /** What became of the process, and the end of what it wrote. */
    String state() throws IOException {
        String text = new String(Files.readAllBytes(output()), StandardCharsets.UTF_8).strip();
        String end = Printable.of(text.substring(Math.max(0, text.length() - SAID)));
        return (runs() ? "it runs" : "it ended with status " + status()) + " and wrote \"" + end + "\"";
    }

    /** Asks the process to end, as systemd and dockerd do, and tells whether it does in time. */
    boolean stops() throws IOException {
        itself().destroy();
        return ends(STOP);
    }

    /** Kills the process, which gives it no chance to do anything. */
    void kill() throws IOException {
        itself().destroyForcibly();
        if (!ends(STOP)) {
            throw new IOException("the plugin cannot be killed: " + state());
        }
    }

    /** The process, if it is the plugin itself and not a shell that waits for it: signals would reach the shell. */
    private Process itself() {
        if (process == null || process.children().findAny().isPresent()) {
            throw new NotJudged(
                    "the command runs the plugin as a child of its own; in a shell, write exec before the plugin");
        }
        return process;
    }

    /** Ends the plugin and whatever it started, if need be by force. */
    private void end() throws IOException {
        if (process == null) {
            return;
        }
        List<ProcessHandle> children = process.descendants().toList();
        process.destroy();
        if (!ends(STOP)) {
            process.destroyForcibly();
            ends(STOP);
        }
        children.forEach(ProcessHandle::destroyForcibly);
    }

    /**
     * Stops the plugin and removes the folder, unless the plugin has left something of its own in it: that may be a mounted
     * file system, and so is not for the kit to delete.
     */
    @Override
    public void close() {
        try {
            end();
            Files.deleteIfExists(socket());
            Files.deleteIfExists(output());
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            // What the plugin left is the plugin's; the report is not to be lost for it.
        }
    }
}
