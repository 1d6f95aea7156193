package dev.jackplug.host;

import dev.jackplug.internal.http.HttpAnswer;
import dev.jackplug.internal.http.HttpConnection;
import dev.jackplug.internal.http.HttpRequest;
import dev.jackplug.internal.socket.Deadline;
import dev.jackplug.internal.socket.Deadlines;
import dev.jackplug.protocol.Address;
import dev.jackplug.protocol.Target;
import dev.jackplug.protocol.TransportException;
import dev.jackplug.protocol.UnavailableException;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Carries requests to one address: admits, finds a connection, sends, and sends again only what is safe to send again
 * (design D8). The one place where connections are lent and given back.
 */
final class Exchanges {

    private final Address address;
    private final ConnectionPool pool;
    private final Limits limits;
    private final Deadlines deadlines;

    Exchanges(Address address, ConnectionPool pool, Limits limits, Deadlines deadlines) {
        this.address = address;
        this.pool = pool;
        this.limits = limits;
        this.deadlines = deadlines;
    }

    /** What is to be sent, and how. */
    record Call(Target target, HttpRequest request, boolean repeatable) {}

    /** An answer whose head has come, and the connection it comes over. Closing gives the connection back. */
    final class Exchange implements AutoCloseable {

        private final Target target;
        private final Deadline deadline;
        private final HttpConnection connection;
        private final HttpAnswer answer;
        private boolean over;

        private Exchange(Target target, Deadline deadline, HttpConnection connection, HttpAnswer answer) {
            this.target = target;
            this.deadline = deadline;
            this.connection = connection;
            this.answer = answer;
        }

        Target target() {
            return target;
        }

        HttpAnswer answer() {
            return answer;
        }

        Deadline deadline() {
            return deadline;
        }

        /** Puts the rest of the exchange under another limit. */
        Deadline restOf(Duration limit) {
            deadline.close();
            Deadline rest = deadlines.start(limit);
            rest.guard(connection);
            return rest;
        }

        /** Reads the whole answer and ends the exchange. */
        <R> R decode(Class<R> type, String errorKey) {
            try {
                return Answers.decode(target, answer, type, errorKey, limits.answerBytes());
            } catch (IOException e) {
                throw failure(e, deadline);
            } finally {
                close();
            }
        }

        /** What breaking off here means to the caller. */
        RuntimeException failure(IOException e, Deadline limit) {
            return Failures.exchanging(target, e, limit, true, pool.closed());
        }

        @Override
        public void close() {
            if (over) {
                return;
            }
            over = true;
            deadline.close();
            pool.giveBack(connection);
            pool.leave();
        }
    }

    /**
     * Sends a request and waits for the head of the answer. Null, and nothing sent that would have to be answered for, when
     * contact with the plugin was lost: it may be another process by now, so shake hands before sending again.
     */
    @Nullable
    Exchange send(Call call, Deadline deadline) {
        if (pool.closed()) {
            throw Failures.closed(call.target());
        }
        if (pool.retired()) {
            return null;
        }
        admit(call.target(), deadline);
        Exchange done = null;
        try {
            done = exchange(call, deadline);
            return done;
        } finally {
            if (done == null) {
                pool.leave();
            }
        }
    }

    private void admit(Target target, Deadline deadline) {
        try {
            if (!pool.admit(deadline)) {
                throw new UnavailableException(
                        target,
                        limits.callsInFlight() + " calls were in flight for " + Failures.words(deadline.limit()),
                        "The plugin is too slow for this load: raise callsInFlight, or find out what it waits for");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failures.interrupted(target, false, e);
        }
    }

    private @Nullable Exchange exchange(Call call, Deadline deadline) {
        HttpConnection idle = pool.takeIdle();
        if (idle != null) {
            Exchange done = tryIdle(call, deadline, idle);
            if (done != null) {
                return done;
            }
        }
        if (pool.lost()) {
            return null;
        }
        HttpConnection fresh = open(call.target(), deadline);
        try {
            return over(fresh, call, deadline);
        } catch (IOException e) {
            pool.broke(fresh);
            throw Failures.exchanging(call.target(), e, deadline, fresh.sentAnything(), pool.closed());
        }
    }

    /** Uses a connection again. Null when it turned out dead and the request may be sent over another. */
    private @Nullable Exchange tryIdle(Call call, Deadline deadline, HttpConnection idle) {
        try {
            return over(idle, call, deadline);
        } catch (IOException e) {
            pool.broke(idle);
            RuntimeException failure =
                    Failures.exchanging(call.target(), e, deadline, idle.sentAnything(), pool.closed());
            boolean broke = failure instanceof TransportException
                    && !Thread.currentThread().isInterrupted()
                    && !pool.closed();
            if (broke && !call.request().once() && (call.repeatable() || !idle.sentAnything())) {
                return null;
            }
            throw failure;
        }
    }

    private Exchange over(HttpConnection connection, Call call, Deadline deadline) throws IOException {
        deadline.guard(connection);
        return new Exchange(call.target(), deadline, connection, connection.exchange(call.request()));
    }

    private HttpConnection open(Target target, Deadline deadline) {
        Duration left = deadline.left();
        boolean whole = left.compareTo(limits.connect()) <= 0;
        try (Deadline connect = deadlines.start(whole ? left : limits.connect())) {
            try {
                return pool.open(connect);
            } catch (IOException e) {
                throw Failures.dialing(target, address, e, connect, pool.closed());
            }
        }
    }
}
