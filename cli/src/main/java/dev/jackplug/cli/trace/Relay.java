package dev.jackplug.cli.trace;

import dev.jackplug.internal.socket.ChannelSocket;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Takes the connections of hosts, and makes one to the plugin for each. Bytes go to and fro as they come; what they say is taken
 * down beside that. Two threads for each connection.
 */
public final class Relay implements AutoCloseable {

    private static final Duration DRAIN = Duration.ofSeconds(10);
    private static final long TICK_MILLIS = 20;
    private static final int MOST_TICKS = 100;

    /** Makes a connection to the plugin. */
    public interface Dial {
        Socket connect() throws IOException;
    }

    private final ServerSocketChannel listener;
    private final Dial dial;
    private final Recorder recorder;
    private final Set<RelayedConnection> connections = ConcurrentHashMap.newKeySet();
    private final Selector selector;
    private final Thread acceptor;
    private volatile boolean stopping;
    private volatile boolean refused;
    private int count;

    /** Starts. The listener is closed with it. */
    public Relay(ServerSocketChannel listener, Dial dial, TraceListener told) throws IOException {
        this.listener = listener;
        this.dial = dial;
        this.recorder = new Recorder(told);
        this.selector = Selector.open();
        listener.configureBlocking(false);
        listener.register(selector, SelectionKey.OP_ACCEPT);
        this.acceptor = inBackground("jackplug-trace-accept", this::accept);
    }

    /** Whether connections are taken. */
    public boolean listens() {
        return acceptor.isAlive();
    }

    /** Whether the plugin has refused a connection: nobody listens there. */
    public boolean refused() {
        return refused;
    }

    private void accept() {
        try (listener) {
            while (!stopping) {
                selector.select();
                selector.selectedKeys().clear();
                acceptAll();
            }
            // Who has knocked already is let in.
            acceptAll();
        } catch (IOException e) {
            recorder.told("no more connections are taken: " + e.getMessage());
        }
    }

    private void acceptAll() throws IOException {
        for (SocketChannel channel = listener.accept(); channel != null; channel = listener.accept()) {
            channel.configureBlocking(true);
            Socket host = new ChannelSocket(channel);
            int number = ++count;
            inBackground("jackplug-trace-requests-" + number, () -> serve(number, host));
        }
    }

    private static Thread inBackground(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void serve(int number, Socket host) {
        try (host;
                Socket plugin = dialled(number)) {
            RelayedConnection connection = new RelayedConnection(number, host, plugin, recorder);
            connections.add(connection);
            try {
                connection.run();
            } finally {
                connections.remove(connection);
            }
        } catch (IOException e) {
            // The host sees the end of its connection, which is all that can be done for it.
        }
    }

    private Socket dialled(int number) throws IOException {
        try {
            return dial.connect();
        } catch (IOException e) {
            refused |= e instanceof ConnectException;
            recorder.told("connection " + number + ": the plugin cannot be reached: " + e.getMessage());
            throw e;
        }
    }

    /** Takes no more connections, lets calls under way end within 10 s, and writes what is to be written. */
    @Override
    public void close() {
        stopping = true;
        selector.wakeup();
        long end = System.nanoTime() + DRAIN.toNanos();
        while ((acceptor.isAlive() || !connections.isEmpty()) && System.nanoTime() < end) {
            connections.stream().filter(RelayedConnection::idle).forEach(RelayedConnection::close);
            pause();
        }
        connections.forEach(RelayedConnection::close);
        for (int i = 0; !connections.isEmpty() && i < MOST_TICKS; i++) {
            pause();
        }
        Passage.quietly(selector::close);
        recorder.close();
    }

    private static void pause() {
        try {
            Thread.sleep(TICK_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
