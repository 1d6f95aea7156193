package dev.jackplug.internal.socket;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * Looks a short while for bytes before a read goes to sleep, because to be woken can take several times as long as a whole
 * exchange (docs/adr/0009). No more than half of the processors look at a time, and one alone never does.
 */
final class ShortWait {

    /** About what it costs to be woken. */
    static final long NANOS = TimeUnit.MICROSECONDS.toNanos(100);

    private static final int MOST = Runtime.getRuntime().availableProcessors() / 2;

    /** Whoever yields and comes back only after so long has met somebody who needs the processor. */
    private static final long CROWDED = TimeUnit.MICROSECONDS.toNanos(500);

    /** For how long nobody looks then. */
    private static final long AWAY = TimeUnit.MILLISECONDS.toNanos(100);

    private static final AtomicInteger LOOKING = new AtomicInteger();

    private static volatile long back = System.nanoTime();

    private ShortWait() {}

    /**
     * Reads what comes in time.
     *
     * @param channel blocking, and read by nobody else
     * @param worthwhile whether to go on looking
     * @return 0 when nothing came
     */
    static int read(SocketChannel channel, ByteBuffer buffer, BooleanSupplier worthwhile) throws IOException {
        if (System.nanoTime() - back < 0) {
            return 0;
        }
        if (LOOKING.incrementAndGet() > MOST) {
            LOOKING.decrementAndGet();
            return 0;
        }
        try {
            channel.configureBlocking(false);
            int count = look(channel, buffer, worthwhile);
            channel.configureBlocking(true);
            return count;
        } finally {
            LOOKING.decrementAndGet();
        }
    }

    /** Yields in between: the one who is waited for may have the same processor. */
    @SuppressWarnings("ThreadPriorityCheck")
    private static int look(SocketChannel channel, ByteBuffer buffer, BooleanSupplier worthwhile) throws IOException {
        long start = System.nanoTime();
        long now = start;
        int count = channel.read(buffer);
        while (count == 0 && worthwhile.getAsBoolean() && now - start < NANOS) {
            Thread.yield();
            long before = now;
            count = channel.read(buffer);
            now = System.nanoTime();
            if (now - before > CROWDED) {
                back = now + AWAY;
            }
        }
        return count;
    }
}
