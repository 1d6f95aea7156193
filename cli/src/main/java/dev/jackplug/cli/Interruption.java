package dev.jackplug.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The wish that this command end: SIGINT, SIGTERM, or an interrupt of its thread. The process then waits until this is closed, so
 * that work can be tidied up.
 */
final class Interruption implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 30;

    private final CountDownLatch told = new CountDownLatch(1);
    private final CountDownLatch done = new CountDownLatch(1);
    private final Runnable first;
    private final Thread hook = new Thread(this::end, "jackplug-end");

    Interruption() {
        this(() -> {});
    }

    /** Does something at once when the process is to end, so that work comes to its end. */
    Interruption(Runnable first) {
        this.first = first;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private void end() {
        told.countDown();
        first.run();
        awaited(done, Duration.ofSeconds(PATIENCE_SECONDS));
    }

    /** Waits for it; whether it came within the limit, or had come before. */
    boolean within(Duration limit) {
        boolean came = awaited(told, limit);
        if (came) {
            told.countDown();
        }
        return came;
    }

    /** Whether it has come. */
    boolean came() {
        return within(Duration.ZERO);
    }

    private static boolean awaited(CountDownLatch latch, Duration limit) {
        try {
            return latch.await(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            // That was the wish; what is tidied up now must not be interrupted by it.
            return true;
        }
    }

    @Override
    public void close() {
        done.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process ends already, and now need not wait any more.
        }
    }
}
