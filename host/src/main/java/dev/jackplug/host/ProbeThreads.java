package dev.jackplug.host;

import dev.jackplug.internal.socket.Deadlines;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Daemon threads, {@code jackplug-probe-1} and so on, made when first needed and gone after ten idle seconds: up to 64, as long
 * as these come back. Where they hang, and others wait for one of them, there are more, up to 1,024.
 */
final class ProbeThreads implements Executor, AutoCloseable {

    private static final int USUAL = 64;
    private static final int MOST = 1_024;

    private static final Duration TICK = Duration.ofMillis(50);

    /** Fewer that end in a tick are none to wait for. */
    private static final int FEW = 16;

    private final AtomicInteger number = new AtomicInteger();
    private final AtomicBoolean watched = new AtomicBoolean();
    private final Deadlines deadlines;
    private final ThreadPoolExecutor pool;

    /** Starts no thread. */
    ProbeThreads(Deadlines deadlines) {
        this.deadlines = deadlines;
        this.pool =
                new ThreadPoolExecutor(USUAL, USUAL, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), this::thread);
        pool.setMaximumPoolSize(MOST); // how many there are is the size of the core, as the queue has no end
        pool.allowCoreThreadTimeOut(true);
    }

    private Thread thread(Runnable work) {
        Thread thread = new Thread(work, "jackplug-probe-" + number.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }

    /** @throws RejectedExecutionException once they are closed */
    @Override
    public void execute(Runnable work) {
        pool.execute(work);
        watch();
    }

    private void watch() {
        if (!pool.getQueue().isEmpty() && watched.compareAndSet(false, true)) {
            long ended = pool.getCompletedTaskCount();
            deadlines.later(TICK, () -> look(ended));
        }
    }

    private void look(long endedBefore) {
        try {
            if (pool.getQueue().isEmpty()) {
                pool.setCorePoolSize(USUAL);
            } else if (pool.getCompletedTaskCount() - endedBefore < FEW) {
                pool.setCorePoolSize(Math.min(2 * pool.getCorePoolSize(), MOST));
            }
        } finally {
            watched.set(false);
            watch();
        }
    }

    /** Interrupts those that work, and takes nothing more. */
    @Override
    public void close() {
        pool.shutdownNow();
    }
}
