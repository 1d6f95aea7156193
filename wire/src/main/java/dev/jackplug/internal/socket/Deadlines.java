package dev.jackplug.internal.socket;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Time limits for blocking channels, which have none of their own: one daemon thread, {@code jackplug-deadlines}, closes
 * what has not finished in time. The thread starts with the first limit and ends after half a minute without any.
 *
 * <p>Nearly every limit ends long before it passes, so starting and ending one has to cost next to nothing: it enters a set
 * ({@link Alarms}) and leaves it. The thread sleeps until the earliest limit it has seen, and is woken only for an earlier one.
 */
public final class Deadlines implements AutoCloseable {

    private static final long IDLE = TimeUnit.SECONDS.toNanos(30);

    /** Later than every limit: nothing is waited for. */
    private static final long NEVER = Long.MAX_VALUE / 2;

    /** Something that is due at some time. */
    interface Alarm {

        /** As of {@link System#nanoTime()}. May move, to a later time only. */
        long due();

        /** Whether it is due indeed, now that it seems so: then it is taken back, and rings. */
        boolean passes();

        /** Does what is due, on the thread of the limits. */
        void ring();

        /** Nobody will ring any more. */
        void abandon();
    }

    private final Alarms alarms = new Alarms();
    private final Object starting = new Object();
    private volatile @Nullable Thread watcher;
    private volatile long wakes;
    private volatile boolean closed;

    /** Starts a limit. */
    public Deadline start(Duration limit) {
        return new Deadline(this, limit);
    }

    /** Runs something short later, on the thread of the limits; not at all once they are closed. */
    public void later(Duration delay, Runnable work) {
        add(new Later(System.nanoTime() + Deadline.bounded(delay).toNanos(), work));
    }

    private record Later(long due, Runnable work) implements Alarm {

        @Override
        public boolean passes() {
            return true;
        }

        @Override
        public void ring() {
            work.run();
        }

        @Override
        public void abandon() {}
    }

    /** How many limits guard something now, and how many short tasks wait. */
    public int waiting() {
        return alarms.size();
    }

    /** Says what {@link #remove} is to be told. */
    int add(Alarm alarm) {
        int place = alarms.add(alarm);
        Thread running = watcher;
        if (running == null) {
            startWatching();
        } else if (alarm.due() - wakes < 0) {
            LockSupport.unpark(running);
        }
        return place;
    }

    void remove(Alarm alarm, int place) {
        alarms.remove(alarm, place);
    }

    boolean closed() {
        return closed;
    }

    private void startWatching() {
        synchronized (starting) {
            if (watcher == null && !closed) {
                Thread thread = new Thread(this::watch, "jackplug-deadlines");
                thread.setDaemon(true);
                watcher = thread;
                thread.start();
            }
        }
    }

    private void watch() {
        do {
            // Whatever is added from here on may have been missed, and wakes.
            wakes = System.nanoTime() + NEVER;
            long pause = ringAll();
            wakes = System.nanoTime() + pause;
            LockSupport.parkNanos(this, pause);
        } while (!closed && (alarms.size() > 0 || !ended()));
    }

    /** Rings what is due, and says for how many nanoseconds nothing else will be. */
    private long ringAll() {
        long[] pause = {IDLE};
        alarms.forEach((alarm, place) -> {
            long left = alarm.due() - System.nanoTime();
            if (left > 0) {
                pause[0] = Math.min(pause[0], left);
            } else if (alarm.passes()) {
                alarms.remove(alarm, place);
                ring(alarm);
            } else {
                pause[0] = 0; // taken back just now, or moved to a time that this look did not see
            }
        });
        return pause[0];
    }

    private static void ring(Alarm alarm) {
        try {
            alarm.ring();
        } catch (RuntimeException | Error e) { // Errors too: without this thread nothing has a limit any more.
            System.getLogger(Deadlines.class.getName()).log(Level.WARNING, "what was due failed", e);
        }
    }

    /** Ends the thread if it has slept for long and there is nothing to do; whoever adds something then starts another. */
    private boolean ended() {
        synchronized (starting) {
            if (System.nanoTime() - wakes < 0) {
                return false;
            }
            watcher = null;
            if (alarms.size() == 0) {
                return true;
            }
            watcher = Thread.currentThread();
            return false;
        }
    }

    /** Ends the thread. What limits still guard is closed, because nothing may run without a limit. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(watcher);
        alarms.forEach((alarm, place) -> alarm.abandon());
    }
}
