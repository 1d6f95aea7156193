package dev.jackplug.bench.soak;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** Threads that each repeat one step until they are told to stop, and rest between two steps when they are to. */
final class Workers {

    private final Tally tally;
    private final List<Worker> all = new ArrayList<>();

    /** Many work at once, and nobody while one measures. Fair, so that the measuring comes. */
    private final ReadWriteLock turn = new ReentrantReadWriteLock(true);

    private volatile boolean over;

    Workers(Tally tally) {
        this.tally = tally;
    }

    /** One of them, and when its step began. */
    private static final class Worker {
        private final String name;
        private final Thread thread;
        private volatile long since = Long.MAX_VALUE;
        private final LongAdder steps = new LongAdder();

        Worker(String name, Runnable loop) {
            this.name = name;
            thread = new Thread(loop, "soak: " + name);
            thread.setDaemon(true);
        }
    }

    /** Begins to repeat a step, with a pause after each so that all get their turn. */
    void add(String name, Duration pause, Tally.Call step) {
        Worker[] worker = new Worker[1];
        worker[0] = new Worker(name, () -> {
            while (!over) {
                turn.readLock().lock();
                try {
                    worker[0].since = System.nanoTime();
                    run(name, step);
                    worker[0].since = Long.MAX_VALUE;
                    worker[0].steps.increment();
                } finally {
                    turn.readLock().unlock();
                }
                pause(pause);
            }
        });
        all.add(worker[0]);
        worker[0].thread.start();
    }

    private void run(String name, Tally.Call step) {
        try {
            step.run();
        } catch (Exception | Error e) {
            tally.problem(name, e);
        }
    }

    private static void pause(Duration pause) {
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Measures while all rest. A step that does not end is a problem, and then it is measured beside it. */
    Sample sample(long second) throws IOException, InterruptedException {
        boolean rest = turn.writeLock().tryLock(Soak.HANG.toNanos(), TimeUnit.NANOSECONDS);
        try {
            lookForHangs();
            Sample.settle();
            return Sample.now(tally, second);
        } finally {
            if (rest) {
                turn.writeLock().unlock();
            }
        }
    }

    /** Notes every step that has taken longer than anything may. */
    private void lookForHangs() {
        for (Worker worker : all) {
            long since = worker.since;
            if (since != Long.MAX_VALUE && System.nanoTime() - since > Soak.HANG.toNanos()) {
                Throwable where = new Throwable("it is here");
                where.setStackTrace(worker.thread.getStackTrace());
                tally.problem(worker.thread.getName() + " hangs", where);
            }
        }
    }

    /** How many steps were made, by the name of those who made them. */
    Map<String, Integer> steps() {
        Map<String, Integer> steps = new TreeMap<>();
        all.forEach(worker -> steps.merge(worker.name, worker.steps.intValue(), Integer::sum));
        return steps;
    }

    /** Waits for the last steps, each no longer than it may take. */
    void stop() throws InterruptedException {
        over = true;
        for (Worker worker : all) {
            worker.thread.join(Soak.HANG.toMillis());
        }
        lookForHangs();
    }
}
