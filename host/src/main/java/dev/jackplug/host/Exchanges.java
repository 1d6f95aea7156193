package dev.jackplug.host;

import dev.jackplug.internal.http.HttpAnswer;
import dev.jackplug.internal.http.HttpConnection;
import dev.jackplug.internal.http.HttpRequest;
import dev.jackplug.internal.socket.Deadline;
import dev.jackplug.internal.socket.Deadlines;
import dev.jackplug.protocol.Address;
import dev.jackplug.protocol.DeadlineException;
import dev.jackplug.protocol.Target;
import dev.jackplug.protocol.TransportException;
import dev.jackplug.protocol.UnavailableException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
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

    /**
     * What is to be sent, and how.
     *
     * @param repeating is run before the request is sent once more
     * @param renewed whether the plugin was just activated for it, so that lost contact is no reason to do so again
     */
    record Call(Target target, HttpRequest request, boolean repeatable, Runnable repeating, boolean renewed) {

        /** A body that can be read once goes over a new connection: a dead one could swallow its beginning. */
        boolean onItsOwn() {
            return request.length() < 0;
        }
    }

    /** An answer whose head has come, and the connection it comes over. Closing gives the connection back. */
    final class Exchange implements AutoCloseable {

        private final Target target;
        private final HttpConnection connection;
        private final HttpAnswer answer;
        private final boolean extra;
        private final AtomicBoolean over = new AtomicBoolean();
        private volatile Deadline deadline;

        private Exchange(Call call, Deadline deadline, HttpConnection connection, HttpAnswer answer) {
            this.target = call.target();
            this.deadline = deadline;
            this.connection = connection;
            this.answer = answer;
            this.extra = call.onItsOwn();
        }

        Target target() {
            return target;
        }

        HttpAnswer answer() {
            return answer;
        }

        /** Takes the limit off the rest of the exchange. */
        void unlimited() {
            deadline.close();
        }

        /** Puts the next part of the exchange under a limit of its own; not after one that has passed. */
        void limit(Duration limit) {
            if (!deadline.passed()) {
                deadline = deadlines.start(limit);
                deadline.guard(connection);
            }
        }

        /** Reads the whole answer and ends the exchange. */
        <R> R decode(Class<R> type, String errorKey) {
            try {
                return Answers.decode(target, answer, type, errorKey, limits.answerBytes());
            } catch (IOException e) {
                throw failure(e);
            } finally {
                close();
            }
        }

        /** What breaking off here means to the caller; and to the pool, that contact may be lost. */
        RuntimeException failure(IOException e) {
            pool.broke(connection);
            return Failures.exchanging(target, e, deadline, true, pool.closed());
        }

        /** May come from any thread, and more than once. */
        @Override
        public void close() {
            if (over.getAndSet(true)) {
                return;
            }
            deadline.close();
            if (deadline.passed()) {
                // It is being closed, and must not be lent in the meantime.
                pool.drop(connection);
            } else if (extra) {
                pool.giveBackExtra(connection);
            } else {
                pool.giveBack(connection);
            }
            pool.leave();
        }
    }

    /**
     * Sends a request and waits for the head of the answer. Null, and nothing sent that would have to be answered for, when
     * contact with the plugin was lost: it may be another process by now, so shake hands before sending again. Never null for
     * a renewed call.
     */
    @Nullable
    Exchange send(Call call, Deadline deadline) {
        admit(call.target(), deadline);
        Exchange done = null;
        try {
            if (pool.closed()) {
                throw Failures.closed(call.target());
            }
            done = pool.retired() && !call.renewed() ? null : exchange(call, deadline);
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
        HttpConnection idle = pool.takeIdle(deadline.started());
        if (idle != null && call.onItsOwn()) {
            pool.giveBack(idle);
        } else if (idle != null) {
            Exchange done = tryIdle(call, deadline, idle);
            if (done != null) {
                return done;
            }
        }
        if (pool.lost() && !call.renewed()) {
            return null;
        }
        HttpConnection fresh = open(call.target(), deadline);
        try {
            return over(fresh, call, deadline);
        } catch (IOException e) {
            throw Failures.exchanging(call.target(), e, deadline, fresh.sentAnything(), pool.closed());
        }
    }

    /** Uses a connection again. Null when it turned out dead and the request may be sent over another. */
    private @Nullable Exchange tryIdle(Call call, Deadline deadline, HttpConnection idle) {
        try {
            return over(idle, call, deadline);
        } catch (IOException e) {
            RuntimeException failure =
                    Failures.exchanging(call.target(), e, deadline, idle.sentAnything(), pool.closed());
            boolean broke = failure instanceof TransportException
                    && !Thread.currentThread().isInterrupted()
                    && !pool.closed();
            boolean again = call.repeatable() && !call.renewed();
            if (broke && (again || !idle.sentAnything())) {
                call.repeating().run();
                return null;
            }
            throw failure;
        }
    }

    private Exchange over(HttpConnection connection, Call call, Deadline deadline) throws IOException {
        try {
            requireSomeOf(deadline, call.target());
            deadline.guard(connection);
            return new Exchange(call, deadline, connection, connection.exchange(call.request()));
        } catch (IOException e) {
            pool.broke(connection);
            throw e;
        } catch (RuntimeException | Error e) {
            pool.drop(connection);
            throw e;
        }
    }

    /** What took the time until now may be anything, such as a listener; the watch over the limit begins with the connection. */
    private static void requireSomeOf(Deadline deadline, Target target) {
        if (deadline.left().isZero()) {
            String what = "nothing was left of " + Failures.words(deadline.limit()) + " to send the request";
            throw new DeadlineException(target, what, false);
        }
    }

    /** Connects and says nothing: whether somebody takes calls there. */
    void reach(Target target, Deadline deadline) {
        pool.drop(open(target, deadline));
    }

    private HttpConnection open(Target target, Deadline deadline) {
        if (deadline.left().compareTo(limits.connect()) <= 0) {
            return openWithin(deadline, target);
        }
        try (Deadline connect = deadlines.start(limits.connect())) {
            return openWithin(connect, target);
        }
    }

    private HttpConnection openWithin(Deadline limit, Target target) {
        try {
            return pool.open(limit);
        } catch (IOException e) {
            throw Failures.dialing(target, address, e, limit, pool.closed());
        }
    }
}
