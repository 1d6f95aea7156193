package dev.jackplug.internal.socket;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Time limits for blocking channels, which have none of their own: one daemon thread, {@code jackplug-deadlines}, closes
 * what has not finished in time. The thread starts with the first limit and ends after half a minute without any.
 */
public final class Deadlines implements AutoCloseable {

    private final Set<Deadline> guarding = ConcurrentHashMap.newKeySet();
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, work -> {
        Thread thread = new Thread(work, "jackplug-deadlines");
        thread.setDaemon(true);
        return thread;
    });

    public Deadlines() {
        timer.setRemoveOnCancelPolicy(true);
        timer.setKeepAliveTime(30, TimeUnit.SECONDS);
        timer.allowCoreThreadTimeOut(true);
    }

    /** Starts a limit. */
    public Deadline start(Duration limit) {
        return new Deadline(this, limit);
    }

    /** Runs something short later, on the thread of the limits. */
    @SuppressWarnings("FutureReturnValueIgnored")
    public void later(Duration delay, Runnable work) {
        schedule(work, delay);
    }

    /** How many limits guard something now, and how many short tasks wait. */
    public int waiting() {
        return timer.getQueue().size();
    }

    void guards(Deadline limit) {
        guarding.add(limit);
    }

    void ended(Deadline limit) {
        guarding.remove(limit);
    }

    boolean closed() {
        return timer.isShutdown();
    }

    /** Null when the limits were closed, and nothing will run any more. */
    @Nullable
    ScheduledFuture<?> schedule(Runnable work, Duration delay) {
        try {
            return timer.schedule(work, Deadline.bounded(delay).toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            return null;
        }
    }

    /** Ends the thread. What limits still guard is closed, because nothing may run without a limit. */
    @Override
    public void close() {
        timer.shutdownNow();
        guarding.forEach(Deadline::closeGuarded);
    }
}
