package dev.jackplug.internal.socket;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The time limit of one exchange. When it passes, what it guards is closed, and every read and write on it ends. */
public final class Deadline implements AutoCloseable, Deadlines.Alarm {

    /** Longer limits are as good as none, and do not overflow. */
    public static final Duration LONGEST = Duration.ofDays(36_500);

    private final Deadlines owner;
    private final Duration limit;
    private final long started;
    private volatile long end;
    private boolean passed;
    private boolean over;
    private boolean watched;
    private int place;
    private @Nullable Closeable guarded;

    Deadline(Deadlines owner, Duration limit) {
        this.owner = owner;
        this.limit = bounded(limit);
        this.started = System.nanoTime();
        this.end = started + this.limit.toNanos();
    }

    /** The duration, no time where it is negative, and a hundred years where it is longer. */
    public static Duration bounded(Duration limit) {
        Duration positive = limit.isNegative() ? Duration.ZERO : limit;
        return positive.compareTo(LONGEST) > 0 ? LONGEST : positive;
    }

    /** Not that of the JVM: an object that has been asked for it can no more be locked without a monitor being made for it. */
    @Override
    public int hashCode() {
        return Long.hashCode(started);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    /** When it was started, as of {@link System#nanoTime()}. Asking the clock costs more than much of what a call does. */
    public long started() {
        return started;
    }

    /** The limit as it was set. */
    public Duration limit() {
        return limit;
    }

    /** What is left; never negative. */
    public Duration left() {
        return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
    }

    /** Whether the limit passed before the exchange was over. */
    public synchronized boolean passed() {
        return passed;
    }

    /**
     * Closes {@code channel} when the limit passes; at once if it has passed, or if nobody watches limits any more. Takes
     * the place of an earlier guard.
     */
    public void guard(Closeable channel) {
        synchronized (this) {
            guarded = channel;
            if (over) {
                return;
            }
            if (!watched) {
                watched = true;
                place = owner.add(this);
            }
            if (!passed && !owner.closed()) {
                return;
            }
        }
        closeQuietly(channel);
    }

    /** Lets the whole limit run again from now, as long as it has not passed: something moved. */
    public synchronized void restart() {
        if (!passed) {
            end = System.nanoTime() + limit.toNanos();
        }
    }

    @Override
    public long due() {
        return end;
    }

    @Override
    public synchronized boolean passes() {
        boolean passes = !over && !passed && end - System.nanoTime() <= 0;
        passed |= passes;
        return passes;
    }

    @Override
    public void ring() {
        abandon();
    }

    /** Closes what is guarded, outside the lock. */
    @Override
    public void abandon() {
        Closeable victim;
        synchronized (this) {
            victim = guarded;
        }
        if (victim != null) {
            closeQuietly(victim);
        }
    }

    private static void closeQuietly(Closeable channel) {
        try {
            channel.close();
        } catch (IOException e) {
            // Closing is all that was wanted; the exchange that used the channel reports.
        }
    }

    /** Ends the limit: nothing is closed any more, unless it has passed already. */
    @Override
    public synchronized void close() {
        over = true;
        if (watched) {
            owner.remove(this, place);
        }
    }
}
