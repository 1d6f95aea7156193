package dev.jackplug.bench.race;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** So many callers that call without a pause, for so long. */
final class Load {

    private Load() {}

    /** @return calls made, nanoseconds taken, median and 99th percentile of a call in nanoseconds */
    static long[] run(int callers, int millis, Runnable call) {
        List<Caller> all = new ArrayList<>();
        long start = System.nanoTime();
        for (int i = 0; i < callers; i++) {
            Caller caller = new Caller(call, start + millis * 1_000_000L);
            caller.start();
            all.add(caller);
        }
        for (Caller caller : all) {
            caller.awaitEnd();
        }
        long nanos = System.nanoTime() - start;
        long[] took = all.stream()
                .flatMapToLong(caller -> Arrays.stream(caller.took, 0, caller.count))
                .sorted()
                .toArray();
        return new long[] {took.length, nanos, took[took.length / 2], took[(int) (took.length * 99L / 100)]};
    }

    private static final class Caller extends Thread {

        private final Runnable call;
        private final long end;
        private long[] took = new long[16 * 1024];
        private int count;

        Caller(Runnable call, long end) {
            this.call = call;
            this.end = end;
        }

        @Override
        public void run() {
            for (long before = System.nanoTime(); before < end; ) {
                call.run();
                long after = System.nanoTime();
                if (count == took.length) {
                    took = Arrays.copyOf(took, 2 * count);
                }
                took[count++] = after - before;
                before = after;
            }
        }

        void awaitEnd() {
            try {
                join();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
