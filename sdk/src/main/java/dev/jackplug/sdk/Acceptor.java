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

    private static final long DRAIN_TICK_MILLIS = 20;

    private final List<Listener> listeners;
    private final Dispatcher dispatcher;
    private final ServerLimits limits;
    private final ExecutorService threads;
    private final Selector selector;
    private final Set<ServedConnection> connections = ConcurrentHashMap.newKeySet();
    private final Turns turns = new Turns();
    private final CountDownLatch deaf = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean stopping;
    private boolean outOfBreath;

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
            while (!connections.isEmpty()) {
                connections.forEach(ServedConnection::enforceLimits);
                connections.forEach(ServedConnection::closeIfIdle);
                selector.select(DRAIN_TICK_MILLIS);
            }
        } catch (IOException | ClosedSelectorException e) {
            LOG.log(stopping ? Level.DEBUG : Level.ERROR, "no more connections are taken", e);
        } finally {
            deaf.countDown();
            ended.countDown();
        }
    }

    private void acceptAll() {
        outOfBreath = false;
        for (SelectionKey key : selector.keys()) {
            while (hasRoom() && accept((Listener) key.attachment())) {
                LOG.log(Level.TRACE, "a connection was taken");
            }
        }
        // Without room nobody waits for a knock; the next tick looks again.
        selector.keys().forEach(key -> key.interestOps(hasRoom() ? SelectionKey.OP_ACCEPT : 0));
        selector.selectedKeys().clear();
    }

    private boolean hasRoom() {
        return !outOfBreath && connections.size() < limits.connections();
    }

    /** Whether there may be more. */
    private boolean accept(Listener listener) {
        try {
            SocketChannel channel = listener.channel().accept();
            if (channel == null) {
                return false;
            }
            channel.configureBlocking(true);
            serve(new ServedConnection(listener, channel, dispatcher, limits, () -> stopping, turns));
            return true;
        } catch (IOException e) {
            // Too many open files, most likely: trying again at once would only burn the processor.
            outOfBreath = true;
            LOG.log(Level.WARNING, "a connection could not be accepted", e);
            return false;
        }
    }

    private void serve(ServedConnection connection) {
        connections.add(connection);
        try {
            threads.execute(() -> {
                try {
                    connection.run();
                } finally {
                    connections.remove(connection);
                    selector.wakeup();
                }
            });
        } catch (OutOfMemoryError e) { // the system gives no more threads
            outOfBreath = true;
            connections.remove(connection);
            connection.close();
            LOG.log(Level.WARNING, "a connection was dropped, because no thread could be started for it", e);
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
