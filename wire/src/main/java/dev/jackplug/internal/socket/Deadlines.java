package dev.jackplug.internal.socket;

import java.time.Duration;
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
    public void later(Duration delay, Runnable work) {
        schedule(work, delay.toNanos());
    }

    /** Null when the limits were closed, and nothing will run any more. */
    @Nullable
    ScheduledFuture<?> schedule(Runnable work, long nanos) {
        try {
            return timer.schedule(work, nanos, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            return null;
        }
    }

    /** Ends the thread. Limits that run are forgotten, so close what they guard first. */
    @Override
    public void close() {
        timer.shutdownNow();
    }
}
