package dev.jackplug.sdk.internal;

import dev.jackplug.protocol.DriverException;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * One call after the other for each thing, a volume say, none waiting for another thing. The lock of a thing is held while its
 * backend works: that is the promise to the backend. Nothing is held for all, and no wait is longer than the patience.
 */
public final class Turns {

    /** The lock of one thing, there as long as somebody holds it or waits for it. */
    private static final class Turn {

        private final ReentrantLock lock = new ReentrantLock(true);
        private volatile String work = "another call";
        private int wanted;
    }

    private final ConcurrentMap<String, Turn> turns = new ConcurrentHashMap<>();
    private final String kind;
    private final Duration patience;

    /**
     * Lets nobody in yet.
     *
     * @param kind what takes turns, for messages, such as {@code volume}
     */
    public Turns(String kind, Duration patience) {
        this.kind = kind;
        this.patience = patience;
    }

    /** Runs an action in the turn of what has this name. */
    public void run(String name, String work, Runnable action) {
        answer(name, work, () -> {
            action.run();
            return name;
        });
    }

    /** The same for an action with a result. */
    public <T> T answer(String name, String work, Supplier<T> action) {
        Turn turn = turns.compute(name, (key, there) -> {
            Turn one = there == null ? new Turn() : there;
            one.wanted++;
            return one;
        });
        try {
            await(turn, name);
            try {
                turn.work = work;
                return action.get();
            } finally {
                turn.lock.unlock();
            }
        } finally {
            turns.computeIfPresent(name, (key, one) -> --one.wanted == 0 ? null : one);
        }
    }

    private void await(Turn turn, String name) {
        try {
            if (!turn.lock.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new DriverException(kind + " " + Names.quoted(name) + " is busy: " + turn.work
                        + " has not come to an end within " + patience.toSeconds() + " s; try again later");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DriverException("the plugin is stopping");
        }
    }
}
