package dev.jackplug.bench.race;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** So many callers that call without a pause, for so long. */
final class Load {

    private Load() {}

    /**
     * Starts the callers, and then the clock.
     *
     * @param calls what the caller of that number does
     * @return calls made, nanoseconds taken, median and 99th percentile of a call in nanoseconds
     */
    static long[] run(int callers, int millis, IntFunction<Runnable> calls) {
        CountDownLatch go = new CountDownLatch(1);
        List<Caller> all = new ArrayList<>();
        for (int i = 0; i < callers; i++) {
            Caller caller = new Caller(calls.apply(i), go, millis * 1_000_000L);
            caller.start();
            all.add(caller);
        }
        long start = System.nanoTime();
        go.countDown();
        all.forEach(Caller::awaitEnd);
        long nanos = System.nanoTime() - start;
        long[] took = all.stream()
                .flatMapToLong(caller -> Arrays.stream(caller.took, 0, caller.count))
                .sorted()
                .toArray();
        return new long[] {took.length, nanos, took[took.length / 2], took[(int) (took.length * 99L / 100)]};
    }

    /** Calls a second, of what {@link #run} said in each round. */
    static List<Double> perSecond(List<long[]> rounds) {
        return rounds.stream().map(one -> one[0] * 1e9 / one[1]).toList();
    }

    private static final class Caller extends Thread {

        private final Runnable call;
        private final CountDownLatch go;
        private final long length;
        private long[] took = new long[16 * 1024];
        private int count;
        private @Nullable Throwable failure;

        Caller(Runnable call, CountDownLatch go, long length) {
            this.call = call;
            this.go = go;
            this.length = length;
        }

        @Override
        public void run() {
            try {
                go.await();
                long start = System.nanoTime();
                for (long before = start; before - start < length; ) {
                    call.run();
                    long after = System.nanoTime();
                    note(after - before);
                    before = after;
                }
            } catch (Throwable e) { // Whatever it is, nothing was measured.
                failure = e;
            }
        }

        private void note(long nanos) {
            if (count == took.length) {
                took = Arrays.copyOf(took, 2 * count);
            }
            took[count++] = nanos;
        }

        void awaitEnd() {
            try {
                join();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            if (failure != null) {
                throw new IllegalStateException("a caller failed", failure);
            }
        }
    }
}
