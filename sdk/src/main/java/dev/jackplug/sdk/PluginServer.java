package dev.jackplug.sdk;

import dev.jackplug.protocol.Address;
import dev.jackplug.protocol.PluginName;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A running plugin: any number of drivers, served on any number of sockets. Safe for many threads. Drivers are called on
 * threads named {@code jackplug-serve-NAME-1} and so on, one for each open connection; {@link Call#current} tells them
 * who called. The process lives until the plugin is stopped: by SIGTERM, SIGINT or {@link #close}.
 *
 * <pre>{@code
 * PluginServer server = PluginServer.named("mine").serving(VolumeDriver.SUBSYSTEM, new MyVolumes()).start();
 * }</pre>
 */
public final class PluginServer implements AutoCloseable {

    private static final Logger LOG = System.getLogger(PluginServer.class.getName());

    private final List<Listener> listeners;
    private final List<Leftover> files;
    private final Acceptor acceptor;
    private final Thread accepting;
    private final Thread hook;
    private final AtomicBoolean closed = new AtomicBoolean();

    /** A file that goes when the plugin does. */
    interface Leftover {
        void remove() throws IOException;
    }

    PluginServer(
            PluginName name, List<Listener> listeners, List<Leftover> files, Dispatcher dispatcher, ServerLimits limits)
            throws IOException {
        this.listeners = List.copyOf(listeners);
        this.files = List.copyOf(files);
        AtomicInteger number = new AtomicInteger();
        ExecutorService threads = Executors.newCachedThreadPool(
                work -> new Thread(work, "jackplug-serve-" + name + "-" + number.incrementAndGet()));
        this.acceptor = new Acceptor(this.listeners, dispatcher, limits, threads);
        this.hook = new Thread(this::close, "jackplug-stop-" + name);
        this.accepting = new Thread(acceptor::run, "jackplug-accept-" + name);
    }

    /**
     * Begins to describe a plugin.
     *
     * @throws IllegalArgumentException if the name is no plugin name
     */
    public static PluginServerBuilder named(String name) {
        return new PluginServerBuilder(new PluginName(name));
    }

    /** Where the plugin listens: the first address, in the order in which the builder was told. */
    public Address address() {
        return listeners.get(0).address();
    }

    /** Everywhere the plugin listens, in the order in which the builder was told. */
    public List<Address> addresses() {
        return listeners.stream().map(Listener::address).toList();
    }

    /** Begins to answer; the hook comes first, so that a plugin that has answered removes its files when it is told to end. */
    void serve(boolean stopsWithTheProcess) {
        if (stopsWithTheProcess) {
            Runtime.getRuntime().addShutdownHook(hook);
        }
        accepting.start();
    }

    /** Tells hosts of the plugin; takes it back when that fails, or when the process was told to end meanwhile. */
    void announce(SpecFile announcement) throws IOException {
        try {
            announcement.write();
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
        if (closed.get()) {
            announcement.remove();
        }
    }

    /**
     * Stops the plugin: removes its files, takes no more connections, lets requests under way end within {@link
     * ServerLimits#drain}, then closes what is left and interrupts drivers that still work. Repeating it does nothing. A
     * socket that systemd handed over stays open.
     */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        for (Leftover file : files) {
            remove(file);
        }
        acceptor.stop();
        if (Thread.currentThread() != hook) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                LOG.log(Level.TRACE, "the process is ending anyway", e);
            }
        }
    }

    static void remove(Leftover file) {
        try {
            file.remove();
        } catch (IOException e) {
            LOG.log(Level.WARNING, "a file of the plugin stays behind", e);
        }
    }
}
