package dev.jackplug.host.log;

import dev.jackplug.protocol.log.LogCodec;
import dev.jackplug.protocol.log.LogEntry;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.WritableByteChannel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Writes entries into a pipe without making anybody wait for its reader: they queue up to a limit, a thread writes, and what
 * finds no room is dropped and counted. Every entry is counted in exactly one place.
 */
final class LogWriter implements Runnable {

    private static final Logger LOG = System.getLogger(LogWriter.class.getName());

    /** How long a write may take to notice that its pipe is closed. */
    private static final Duration HUNG_UP = Duration.ofSeconds(5);

    private final WritableByteChannel pipe;
    private final long queueBytes;
    private final Thread thread;
    private final Deque<byte[]> queue = new ArrayDeque<>();
    private long used;
    private long written;
    private long dropped;
    private boolean ending;

    LogWriter(WritableByteChannel pipe, String name, long queueBytes) {
        this.pipe = pipe;
        this.queueBytes = queueBytes;
        this.thread = new Thread(this, "jackplug-log-writer-" + name);
        thread.setDaemon(true);
        thread.start();
    }

    /** Queues an entry, or drops it. */
    void write(LogEntry entry) {
        byte[] frame = LogCodec.frame(entry);
        synchronized (this) {
            if (ending || used + frame.length > queueBytes) {
                dropped++;
            } else {
                queue.add(frame);
                used += frame.length;
                notifyAll();
            }
        }
    }

    synchronized long written() {
        return written;
    }

    synchronized long dropped() {
        return dropped;
    }

    /** How many are neither written nor dropped yet. */
    synchronized long queued() {
        return queue.size();
    }

    @Override
    public void run() {
        try {
            for (byte[] frame = first(); frame != null; frame = first()) {
                ByteBuffer bytes = ByteBuffer.wrap(frame);
                while (bytes.hasRemaining()) {
                    pipe.write(bytes);
                }
                done(frame);
            }
        } catch (AsynchronousCloseException e) {
            LOG.log(Level.DEBUG, "the end came before all was written");
        } catch (IOException e) {
            LOG.log(Level.WARNING, "a log pipe cannot be written to any more", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            dropRest();
        }
    }

    /** The first of the queue, which stays there until it is written; null when no more will come. */
    private synchronized byte @Nullable [] first() throws InterruptedException {
        while (queue.isEmpty() && !ending) {
            wait();
        }
        return queue.peek();
    }

    private synchronized void done(byte[] frame) {
        queue.remove();
        used -= frame.length;
        written++;
    }

    private synchronized void dropRest() {
        ending = true;
        dropped += queue.size();
        queue.clear();
    }

    /** Takes no more, and waits until all is written, for at most so long; then drops what is left. */
    void finish(Duration limit) {
        synchronized (this) {
            ending = true;
            notifyAll();
        }
        if (!ended(limit)) {
            hangUp();
            ended(HUNG_UP);
        }
    }

    private boolean ended(Duration limit) {
        try {
            TimeUnit.NANOSECONDS.timedJoin(thread, limit.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return !thread.isAlive();
    }

    private void hangUp() {
        try {
            pipe.close();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "a log pipe could not be closed", e);
        }
    }
}
