package dev.jackplug.sdk.log;

import dev.jackplug.protocol.PluginException;
import dev.jackplug.protocol.log.LogCodec;
import dev.jackplug.protocol.log.LogEntry;
import dev.jackplug.sdk.log.SpillFile.Spilled;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The entries of a container that wait for the backend, in order: first in memory, then on the disk; what finds no room is
 * dropped. Fed by the readers of FIFOs, emptied by one thread; every entry is counted in exactly one place.
 */
final class Backlog {

    private static final Logger LOG = System.getLogger(Backlog.class.getName());

    /** What an entry takes in memory beside its line. */
    private static final int OVERHEAD = 100;

    private static final int BATCH_ENTRIES = 1_000;
    private static final int BATCH_BYTES = 1 << 20;

    private final LogLimits limits;
    private final Path file;

    /** Held while the disk is written: of two FIFOs of one container, the second has to wait for its turn anyway. */
    private final ReentrantLock writing = new ReentrantLock();

    private @Nullable SpillFile spill;

    private final Deque<LogEntry> memory = new ArrayDeque<>();
    private long memoryUsed;
    private long head;
    private long tail;
    private long onDisk;
    private long inHand;
    private long taken;
    private long delivered;
    private long dropped;
    private int feeders;
    private boolean closed;

    /** A backlog whose file is made when it is needed. */
    Backlog(LogLimits limits, Path file) {
        this.limits = limits;
        this.file = file;
    }

    // ---- for readers of FIFOs

    synchronized void opened() {
        feeders++;
    }

    synchronized void released() {
        feeders--;
        notifyAll();
    }

    /** Takes an entry, whatever the backend does. */
    void offer(LogEntry entry) {
        writing.lock();
        try {
            if (!fitsInMemory(entry)) {
                byte[] bytes = LogCodec.frame(entry);
                spilled(bytes.length, roomOnDisk(bytes.length) && written(bytes));
            }
        } finally {
            writing.unlock();
        }
    }

    /** Counts an entry that cannot be read. */
    synchronized void lost() {
        taken++;
        dropped++;
    }

    private synchronized boolean fitsInMemory(LogEntry entry) {
        if (onDisk > 0 || memoryUsed + weight(entry) > limits.memoryBytes()) {
            return false;
        }
        taken++;
        memory.add(entry);
        memoryUsed += weight(entry);
        notifyAll();
        return true;
    }

    private static long weight(LogEntry entry) {
        return entry.line().length + OVERHEAD;
    }

    private synchronized boolean roomOnDisk(int length) {
        return tail - head + length <= limits.spillBytes();
    }

    private boolean written(byte[] bytes) {
        try {
            if (spill == null) {
                spill = new SpillFile(file, limits.spillBytes());
            }
            spill.write(tail, bytes);
            return true;
        } catch (IOException e) {
            LOG.log(Level.WARNING, "log entries that should wait on the disk are dropped", e);
            return false;
        }
    }

    private synchronized void spilled(int length, boolean kept) {
        taken++;
        if (kept) {
            tail += length;
            onDisk++;
            notifyAll();
        } else if (dropped++ == 0) {
            LOG.log(Level.WARNING, "the backend is too slow or away, and log entries are dropped");
        }
    }

    // ---- for the one that empties it

    /** Waits for entries; false when there are none, and no FIFO from which any could come. */
    synchronized boolean awaitWork() throws InterruptedException {
        while (queued() == 0 && feeders > 0) {
            check();
            wait();
        }
        return queued() > 0;
    }

    private void check() throws InterruptedException {
        if (closed) {
            throw new InterruptedException();
        }
    }

    /** The next entries, which count as queued until they are {@link #delivered}. */
    List<LogEntry> batch() {
        List<LogEntry> batch = fromMemory();
        return batch.isEmpty() ? fromDisk() : batch;
    }

    private synchronized List<LogEntry> fromMemory() {
        List<LogEntry> batch = new ArrayList<>();
        for (long bytes = 0; !memory.isEmpty() && batch.size() < BATCH_ENTRIES && bytes < BATCH_BYTES; ) {
            LogEntry entry = memory.remove();
            memoryUsed -= weight(entry);
            bytes += weight(entry);
            batch.add(entry);
        }
        inHand = batch.size();
        return batch;
    }

    private List<LogEntry> fromDisk() {
        List<LogEntry> batch = new ArrayList<>();
        long from;
        long to;
        synchronized (this) {
            from = head;
            to = Math.min(tail, head + BATCH_BYTES);
        }
        try {
            while (from < to && batch.size() < BATCH_ENTRIES) {
                Spilled one = spill().read(from);
                batch.add(one.entry());
                from = one.next();
            }
        } catch (IOException | PluginException e) {
            LOG.log(Level.WARNING, "log entries that waited on the disk are lost", e);
            return lostOnDisk();
        }
        fetched(from, batch.size());
        return batch;
    }

    private SpillFile spill() throws IOException {
        if (spill == null) {
            throw new IOException("there is no file of waiting log entries");
        }
        return spill;
    }

    private void fetched(long next, int count) {
        synchronized (this) {
            if (closed) {
                return;
            }
            head = next;
            onDisk -= count;
            inHand = count;
        }
        if (writing.tryLock()) {
            try {
                clearIfEmpty();
            } finally {
                writing.unlock();
            }
        }
    }

    private void clearIfEmpty() {
        synchronized (this) {
            if (head < tail) {
                return;
            }
        }
        try {
            spill().clear();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "a file stays as large as it is", e);
        }
    }

    private synchronized List<LogEntry> lostOnDisk() {
        dropped += onDisk;
        onDisk = 0;
        head = tail;
        return List.of();
    }

    /** The backend has stored the last batch. */
    synchronized void delivered() {
        delivered += inHand;
        inHand = 0;
        notifyAll();
    }

    /** Waits before the backend is asked again. */
    synchronized void pause(Duration pause) throws InterruptedException {
        long end = System.nanoTime() + pause.toNanos();
        for (long left = pause.toNanos(); left > 0; left = end - System.nanoTime()) {
            check();
            waitFor(left);
        }
        check();
    }

    // ---- for readers of logs

    /** How many entries the backend has stored. */
    synchronized long deliveredSoFar() {
        return delivered;
    }

    /** Waits until what is here now is stored, for at most so long. */
    synchronized void awaitDelivered(Duration limit) throws InterruptedException {
        long goal = delivered + queued();
        long end = System.nanoTime() + limit.toNanos();
        for (long left = limit.toNanos();
                left > 0 && delivered < goal && queued() > 0;
                left = end - System.nanoTime()) {
            waitFor(left);
        }
    }

    /**
     * Waits until the backend has stored more than so many entries. False when that will not be, and also when the container
     * has ended and the backend has not stored anything for so long.
     */
    synchronized boolean awaitMore(long seen, Duration limit) throws InterruptedException {
        while (delivered <= seen && feeders > 0 && !closed) {
            wait();
        }
        long end = System.nanoTime() + limit.toNanos();
        for (long left = limit.toNanos(); left > 0 && delivered <= seen && queued() > 0 && !closed; ) {
            waitFor(left);
            left = end - System.nanoTime();
        }
        return delivered > seen;
    }

    private void waitFor(long nanos) throws InterruptedException {
        wait(nanos / 1_000_000, (int) (nanos % 1_000_000));
    }

    // ---- for the collector

    /** Whether nothing waits, and nothing can come. */
    synchronized boolean idle() {
        return feeders == 0 && queued() == 0;
    }

    synchronized LogCounts counts() {
        return new LogCounts(taken, delivered, queued(), dropped);
    }

    private long queued() {
        return memory.size() + onDisk + inHand;
    }

    /** Gives up what waits, and says how much it was; who waits here is sent away. */
    synchronized long giveUp() {
        closed = true;
        long lost = queued();
        dropped += lost;
        memory.clear();
        memoryUsed = 0;
        onDisk = 0;
        inHand = 0;
        head = tail;
        notifyAll();
        return lost;
    }

    /** Deletes the file. */
    void deleteFile() {
        writing.lock();
        try {
            if (spill != null) {
                spill.close();
            }
        } catch (IOException e) {
            LOG.log(Level.WARNING, "the file of waiting log entries stays behind", e);
        } finally {
            writing.unlock();
        }
    }
}
