package dev.jackplug.tck;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Accepts connections on a thread of its own and owns them until they are closed. Safe for use by many threads. */
final class Acceptor {

    static final Duration JOIN_LIMIT = Duration.ofSeconds(5);

    private final Listener listener;
    private final Script script;
    private final Journal journal;
    private final Thread accepting;
    private final Set<Conversation> current = new LinkedHashSet<>();
    private int accepted;
    private boolean stopped;
    private @Nullable Fault fault;

    Acceptor(Listener listener, Script script, Journal journal) {
        this.listener = listener;
        this.script = script;
        this.journal = journal;
        this.accepting = new Thread(this::acceptAll, "jackplug-scripted-accept");
        this.accepting.setDaemon(true);
    }

    void start() {
        accepting.start();
    }

    /** From now on, what is accepted does this. */
    synchronized void fault(Fault next) {
        fault = next;
    }

    synchronized int accepted() {
        return accepted;
    }

    synchronized int open() {
        return (int) current.stream()
                .filter(conversation -> !conversation.connection().isShut())
                .count();
    }

    /** Waits until as many connections are open; false if the limit passes before. */
    synchronized boolean awaitOpen(int count, Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        try {
            while (open() != count && end - System.nanoTime() > 0) {
                TimeUnit.NANOSECONDS.timedWait(this, Math.max(end - System.nanoTime(), 1_000_000));
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        return open() == count;
    }

    void closeIdle() {
        snapshot().forEach(conversation -> conversation.connection().closeIfIdle());
    }

    /** Closes the listener and every connection and waits, within a bound, for the threads; false if it was stopped before. */
    boolean stop() {
        synchronized (this) {
            if (stopped) {
                return false;
            }
            stopped = true;
        }
        closeListener();
        List<Conversation> remaining = snapshot();
        remaining.forEach(conversation -> conversation.connection().abort());
        joinAll(remaining);
        return true;
    }

    private void closeListener() {
        try {
            listener.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void joinAll(List<Conversation> remaining) {
        long end = System.nanoTime() + JOIN_LIMIT.toNanos();
        try {
            accepting.join(JOIN_LIMIT.toMillis());
            for (Conversation conversation : remaining) {
                conversation.joinUntil(end);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized List<Conversation> snapshot() {
        return new ArrayList<>(current);
    }

    private void acceptAll() {
        try {
            while (true) {
                admit(listener.accept());
            }
        } catch (IOException closed) {
            if (!isStopped()) {
                throw new UncheckedIOException(closed);
            }
        }
    }

    private synchronized void admit(Link link) throws IOException {
        if (stopped) {
            link.socket().close();
            return;
        }
        accepted++;
        Connection connection = new Connection(accepted, link, this::changed);
        Conversation conversation = new Conversation(connection, script, journal, fault, this::forget);
        current.add(conversation);
        conversation.start();
        notifyAll();
    }

    private synchronized boolean isStopped() {
        return stopped;
    }

    private synchronized void changed() {
        notifyAll();
    }

    private synchronized void forget(Conversation ended) {
        current.remove(ended);
        notifyAll();
    }
}
