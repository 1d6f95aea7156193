package dev.jackplug.host;

import dev.jackplug.internal.http.HttpConnection;
import dev.jackplug.internal.socket.Deadline;
import dev.jackplug.internal.socket.Deadlines;
import dev.jackplug.internal.socket.TlsClient;
import dev.jackplug.protocol.Address;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The connections to one address. The lock guards the list of idle ones and is never held across I/O: connections are
 * checked, made and closed outside it.
 */
final class ConnectionPool implements AutoCloseable {

    /**
     * What was answered so short a time ago is taken to be as it was. Callers without a pause are spared two looks that cost more
     * than all else we do for a call.
     */
    static final long FRESH = TimeUnit.MICROSECONDS.toNanos(100);

    private record Idle(HttpConnection connection, long since) {}

    /** Whether that was just before {@code now}; who has waited since asks the clock. */
    private static boolean fresh(long since, long now) {
        return (since - now <= 0 ? now : System.nanoTime()) - since < FRESH;
    }

    private final Address address;
    private final @Nullable TlsClient tls;
    private final Limits limits;
    private final Deadlines deadlines;
    private final Semaphore permits;
    private final Deque<Idle> idle = new ArrayDeque<>();
    private final Set<HttpConnection> all = ConcurrentHashMap.newKeySet();
    private boolean watched;
    private volatile long answered = System.nanoTime() - FRESH;
    private volatile boolean broken;
    private volatile boolean retired;
    private volatile boolean closed;

    /** The TLS client is there for an address that speaks it. */
    ConnectionPool(Address address, @Nullable TlsClient tls, Limits limits, Deadlines deadlines) {
        this.address = address;
        this.tls = tls;
        this.limits = limits;
        this.deadlines = deadlines;
        this.permits = new Semaphore(limits.callsInFlight());
    }

    /** Waits, within the deadline, until one call more is allowed. */
    boolean admit(Deadline deadline) throws InterruptedException {
        return permits.tryAcquire() || permits.tryAcquire(deadline.left().toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Ends what {@link #admit} allowed. */
    void leave() {
        permits.release();
    }

    /** Whether one call alone is under way. */
    private boolean hasOneCall() {
        return permits.availablePermits() == limits.callsInFlight() - 1;
    }

    boolean retired() {
        return retired;
    }

    boolean closed() {
        return closed;
    }

    /** Whether a call over one of its connections was answered just before {@code now}. */
    boolean fresh(long now) {
        return fresh(answered, now);
    }

    /**
     * An idle connection that the peer has kept open; null when there is none. Writing to a unix socket whose peer is gone fails
     * before anything is sent, so a fresh one needs no look; a TCP connection would take what is lost.
     *
     * @param now about the time, as of {@link System#nanoTime()}
     */
    @Nullable
    HttpConnection takeIdle(long now) {
        for (Idle candidate = pop(); candidate != null; candidate = pop()) {
            boolean sure = fresh(candidate.since(), now) && address instanceof Address.Unix;
            if (sure || candidate.connection().quiet()) {
                return candidate.connection();
            }
            broke(candidate.connection());
        }
        return null;
    }

    /**
     * Whether contact was lost: a connection broke and none is left, so that whoever listens now may be another process.
     * Connections that both sides agreed to end do not count.
     */
    boolean lost() {
        return broken && all.isEmpty();
    }

    private @Nullable Idle pop() {
        synchronized (idle) {
            return idle.pollFirst();
        }
    }

    /** A new connection. */
    HttpConnection open(Deadline connectLimit) throws IOException {
        HttpConnection connection;
        try {
            connection = HttpConnection.open(address, tls, connectLimit);
        } catch (IOException e) {
            broken = true;
            throw e;
        }
        connection.eager(this::hasOneCall);
        all.add(connection);
        if (closed) {
            drop(connection);
            throw new IOException("the host was closed");
        }
        return connection;
    }

    /** Takes a connection back after an exchange: keeps it if another can follow, closes it otherwise. */
    void giveBack(HttpConnection connection) {
        if (!connection.reusable() || closed || retired) {
            drop(connection);
            return;
        }
        long now = System.nanoTime();
        answered = now;
        synchronized (idle) {
            idle.addFirst(new Idle(connection, now));
            if (!watched && idle.size() > 1) {
                watched = true;
                deadlines.later(limits.idleConnection().plusMillis(1), this::dropOld);
            }
        }
        if (closed || retired) {
            closeAll(idleNow());
        }
    }

    /** Takes a connection back that was made though others may be idle: keeps it if none is, or there would be one more each time. */
    void giveBackExtra(HttpConnection connection) {
        boolean enough;
        synchronized (idle) {
            enough = !idle.isEmpty();
        }
        if (enough) {
            drop(connection);
        } else {
            giveBack(connection);
        }
    }

    /**
     * Closes what was idle too long, and comes again while more than one is idle. The last one stays: it is how we notice
     * that the plugin went away.
     */
    private void dropOld() {
        Collection<HttpConnection> old = new ArrayList<>();
        long limit = limits.idleConnection().toNanos();
        synchronized (idle) {
            while (idle.size() > 1 && System.nanoTime() - idle.peekLast().since() > limit) {
                old.add(idle.pollLast().connection());
            }
            watched = idle.size() > 1 && !closed;
            if (watched) {
                Duration age =
                        Duration.ofNanos(System.nanoTime() - idle.peekLast().since());
                deadlines.later(limits.idleConnection().minus(age).plusMillis(1), this::dropOld);
            }
        }
        closeAll(old);
    }

    private Collection<HttpConnection> idleNow() {
        synchronized (idle) {
            Collection<HttpConnection> now = idle.stream().map(Idle::connection).toList();
            idle.clear();
            return now;
        }
    }

    /** Closes a connection that did not end as it should. */
    void broke(HttpConnection connection) {
        broken = true;
        drop(connection);
    }

    /** Closes a connection. */
    void drop(HttpConnection connection) {
        all.remove(connection);
        try {
            connection.close();
        } catch (IOException e) {
            // It is gone either way.
        }
    }

    private void closeAll(Collection<HttpConnection> connections) {
        connections.forEach(this::drop);
    }

    /** Takes no more calls; those in flight may finish. */
    void retire() {
        retired = true;
        closeAll(idleNow());
    }

    /** Whether it was retired or closed, and the last call has finished. */
    boolean done() {
        return (retired || closed) && all.isEmpty();
    }

    /** Closes every connection, those of calls in flight too, which then end with an error. */
    @Override
    public void close() {
        closed = true;
        idleNow();
        closeAll(new ArrayList<>(all));
        // For whoever waits to be admitted: each finds the pool closed, and lets in the next.
        leave();
    }
}
