package dev.jackplug.host;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Time as it passes, and pauses that end early when the host is closed; a test brings its own. */
interface Pauses extends AutoCloseable {

    /** A reading of a clock that never jumps. */
    long nanoTime();

    /** Waits; true when the host was closed meanwhile. */
    boolean pause(Duration duration) throws InterruptedException;

    @Override
    void close();

    /** The real thing. */
    static Pauses real() {
        CountDownLatch closed = new CountDownLatch(1);
        return new Pauses() {
            @Override
            public long nanoTime() {
                return System.nanoTime();
            }

            @Override
            public boolean pause(Duration duration) throws InterruptedException {
                return closed.await(duration.toNanos(), TimeUnit.NANOSECONDS);
            }

            @Override
            public void close() {
                closed.countDown();
            }
        };
    }
}
