package dev.jackplug.sdk.log;

import dev.jackplug.protocol.log.Info;
import dev.jackplug.protocol.log.LogEntry;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Hands the entries of one container to the backend, on a thread of its own, until there is no more to come. */
final class ContainerLog implements Runnable {

    private static final Logger LOG = System.getLogger(ContainerLog.class.getName());

    private static final int LONGEST_PAUSE = 30;

    private final LogBackend backend;
    private final Backlog backlog;
    private final LogLimits limits;
    private final Predicate<ContainerLog> ending;
    private final Thread thread;
    private volatile Info info;
    private volatile boolean closing;
    private boolean started;

    /** A log that, when it has come to its end, asks whether that is so. */
    ContainerLog(LogBackend backend, Info info, Backlog backlog, LogLimits limits, Predicate<ContainerLog> ending) {
        this.backend = backend;
        this.info = info;
        this.backlog = backlog;
        this.limits = limits;
        this.ending = ending;
        this.thread = new Thread(this, "jackplug-log-" + info.containerId());
        thread.setDaemon(true);
    }

    /** Begins; again is no error. */
    void start() {
        if (!started) {
            started = true;
            thread.start();
        }
    }

    Backlog backlog() {
        return backlog;
    }

    String id() {
        return info.containerId();
    }

    /** The container was started again, perhaps with another name. */
    void seen(Info newest) {
        info = newest;
    }

    @Override
    public void run() {
        try {
            do {
                deliverAll();
                end();
            } while (!ending.test(this));
        } catch (InterruptedException e) {
            LOG.log(Level.DEBUG, "the log of container {0} is closed", id());
        } finally {
            backlog.deleteFile();
        }
    }

    private void deliverAll() throws InterruptedException {
        while (backlog.awaitWork()) {
            deliver(backlog.batch());
        }
    }

    private void deliver(List<LogEntry> batch) throws InterruptedException {
        Duration pause = limits.retry();
        while (!batch.isEmpty() && !stored(batch)) {
            backlog.pause(pause);
            Duration longer = pause.multipliedBy(2);
            Duration longest = limits.retry().multipliedBy(LONGEST_PAUSE);
            pause = longer.compareTo(longest) < 0 ? longer : longest;
        }
        backlog.delivered();
    }

    private boolean stored(List<LogEntry> batch) throws InterruptedException {
        try {
            backend.append(info, List.copyOf(batch));
            return true;
        } catch (Throwable e) { // Errors too: the entries of other containers are none of this one's business.
            if (closing) {
                throw new InterruptedException();
            }
            LOG.log(Level.WARNING, batch.size() + " log entries of container " + id() + " are not stored yet", e);
            return false;
        } finally {
            clearInterrupt();
        }
    }

    private void end() throws InterruptedException {
        try {
            backend.close(info);
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.WARNING, "the end of the log of container " + id() + " failed in the backend", e);
        } finally {
            clearInterrupt();
        }
    }

    /** What a backend left behind must not end the next wait; only closing does. */
    private void clearInterrupt() throws InterruptedException {
        if (Thread.interrupted() && closing) {
            throw new InterruptedException();
        }
    }

    /** Waits until all is delivered, for at most so long. */
    void awaitEnd(Duration limit) {
        try {
            TimeUnit.NANOSECONDS.timedJoin(thread, limit.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Gives up what is not delivered, and interrupts the backend. Does not wait. */
    void giveUp() {
        closing = true;
        long lost = backlog.giveUp();
        if (lost > 0) {
            LOG.log(Level.WARNING, lost + " log entries of container " + id() + " were not stored before the end");
        }
        thread.interrupt();
    }
}
