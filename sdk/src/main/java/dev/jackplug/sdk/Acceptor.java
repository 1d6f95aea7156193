package dev.jackplug.sdk;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Takes connections from every listener, as many as are allowed, and looks after the limits of those taken. One thread
 * does both; each connection has a thread of its own.
 */
final class Acceptor {

    private static final Logger LOG = System.getLogger(Acceptor.class.getName());

    private final List<Listener> listeners;
    private final Dispatcher dispatcher;
    private final ServerLimits limits;
    private final ExecutorService threads;
    private final Selector selector;
    private final Set<ServedConnection> connections = ConcurrentHashMap.newKeySet();
    private final CountDownLatch deaf = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean stopping;

    Acceptor(List<Listener> listeners, Dispatcher dispatcher, ServerLimits limits, ExecutorService threads)
            throws IOException {
        this.listeners = listeners;
        this.dispatcher = dispatcher;
        this.limits = limits;
        this.threads = threads;
        this.selector = Selector.open();
        for (Listener listener : listeners) {
            listener.channel().configureBlocking(false);
            listener.channel().register(selector, SelectionKey.OP_ACCEPT, listener);
        }
    }

    /** Runs until {@link #stop}, and then until no connection is left. */
    void run() {
        try {
            while (!stopping) {
                selector.select(limits.tickMillis());
                acceptAll();
                connections.forEach(ServedConnection::enforceLimits);
            }
            // Who has knocked already is let in.
            acceptAll();
            for (Listener listener : listeners) {
                listener.close();
            }
            deaf.countDown();
            connections.forEach(ServedConnection::closeIfIdle);
            while (!connections.isEmpty()) {
                selector.select(limits.tickMillis());
                connections.forEach(ServedConnection::enforceLimits);
            }
        } catch (IOException | ClosedSelectorException e) {
            LOG.log(stopping ? Level.DEBUG : Level.ERROR, "no more connections are taken", e);
        } finally {
            deaf.countDown();
            ended.countDown();
        }
    }

    private void acceptAll() {
        boolean room = connections.size() < limits.connections();
        for (SelectionKey key : selector.keys()) {
            Listener listener = (Listener) key.attachment();
            while (room && accept(listener)) {
                room = connections.size() < limits.connections();
            }
            key.interestOps(room ? SelectionKey.OP_ACCEPT : 0);
        }
        selector.selectedKeys().clear();
    }

    /** Whether there may be more. */
    private boolean accept(Listener listener) {
        try {
            SocketChannel channel = listener.channel().accept();
            if (channel == null) {
                return false;
            }
            channel.configureBlocking(true);
            ServedConnection connection = new ServedConnection(listener, channel, dispatcher, limits, () -> stopping);
            connections.add(connection);
            threads.execute(() -> {
                try {
                    connection.run();
                } finally {
                    connections.remove(connection);
                    selector.wakeup();
                }
            });
            return true;
        } catch (IOException e) {
            LOG.log(Level.WARNING, "a connection could not be accepted", e);
            return false;
        }
    }

    /** Stops listening and waits until requests under way are answered, for as long as the limits allow. */
    void stop() {
        stopping = true;
        selector.wakeup();
        boolean drained = awaited(deaf, 1_000) && awaited(ended, limits.drain().toMillis());
        if (!drained) {
            LOG.log(
                    Level.WARNING,
                    connections.size() + " requests were not answered in time before the plugin stopped");
        }
        connections.forEach(ServedConnection::close);
        threads.shutdownNow();
        try {
            selector.close();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "a selector could not be closed", e);
        }
    }

    private static boolean awaited(CountDownLatch latch, long millis) {
        try {
            return latch.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
