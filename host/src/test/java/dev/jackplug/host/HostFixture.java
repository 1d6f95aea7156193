package dev.jackplug.host;

import dev.jackplug.tck.ScriptedPlugin;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A folder of plugins short enough for sockets, and hosts that look there and nowhere else; all gone when it is closed. */
final class HostFixture implements AutoCloseable {

    /** How long a test waits for what must happen; never how long it takes. */
    static final Duration HANG = Duration.ofSeconds(20);

    /** A limit that is to pass. */
    static final Duration SHORT = Duration.ofMillis(200);

    /** A limit that is to pass as well, but not before what a test wants first, on a busy machine too. */
    static final Duration AMPLE = Duration.ofSeconds(2);

    private final Set<Thread> before = hostThreads().collect(Collectors.toSet());
    private final Path folder;
    private final Deque<Runnable> endings = new ArrayDeque<>();

    HostFixture() throws IOException {
        folder = Files.createTempDirectory("jp");
    }

    Path folder() {
        return folder;
    }

    /** A scripted plugin on {@code NAME.sock}. */
    ScriptedPlugin plugin(String name) {
        return closedInTheEnd(ScriptedPlugin.onSocket(folder.resolve(name + ".sock")));
    }

    /** A scripted plugin on a port, announced by {@code NAME.spec}. */
    ScriptedPlugin pluginOnPort(String name) throws IOException {
        ScriptedPlugin plugin = closedInTheEnd(ScriptedPlugin.onPort());
        file(name + ".spec", plugin.address());
        return plugin;
    }

    /** A plugin that died and left its socket behind. */
    void stale(String name) {
        plugin(name).crash();
    }

    /** A plugin that listens and never takes a connection. */
    void deaf(String name) throws IOException {
        ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        endings.push(() -> closed(socket));
        socket.bind(UnixDomainSocketAddress.of(folder.resolve(name + ".sock")));
    }

    private static void closed(Closeable something) {
        try {
            something.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void remove(String name) throws IOException {
        Files.delete(folder.resolve(name));
    }

    void file(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    PluginsBuilder builder() {
        return Plugins.builder().registry(registry());
    }

    Registry registry() {
        return new LocalRegistry(new Directories(List.of(folder), List.of(folder)));
    }

    Plugins host() {
        return host(limits -> limits);
    }

    Plugins host(UnaryOperator<Limits> limits) {
        return closedInTheEnd(builder().limits(limits.apply(Limits.DEFAULTS)).build());
    }

    /** A client of a plugin that implements nothing in particular. */
    PluginClient client(String name, UnaryOperator<Limits> limits) {
        return host(limits).get(name).client();
    }

    PluginClient client(String name) {
        return client(name, limits -> limits);
    }

    Plugins closedInTheEnd(Plugins plugins) {
        endings.push(plugins::close);
        return plugins;
    }

    private ScriptedPlugin closedInTheEnd(ScriptedPlugin plugin) {
        endings.push(plugin::close);
        return plugin;
    }

    /** Waits until something is so. */
    static void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + HANG.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError(what + ": not within " + HANG);
            }
            Thread.yield();
        }
    }

    /** Waits until no answer of before spares a call the look at the plugin's file. */
    static void letAnswersAge() {
        pass(Duration.ofNanos(ConnectionPool.FRESH));
    }

    /** Lets a limit pass, where its passing is what the test is about. */
    static void pass(Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        await("the time", () -> System.nanoTime() - end > 0);
    }

    /** The threads of the host side that live and were not there before. */
    List<String> threads() {
        return hostThreads()
                .filter(thread -> !before.contains(thread))
                .map(Thread::getName)
                .sorted()
                .toList();
    }

    private static Stream<Thread> hostThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("jackplug-")
                        && !thread.getName().startsWith("jackplug-scripted-"));
    }

    @Override
    public void close() throws IOException {
        endings.forEach(Runnable::run);
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
