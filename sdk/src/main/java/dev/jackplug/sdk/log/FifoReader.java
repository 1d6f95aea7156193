package dev.jackplug.sdk.log;

import dev.jackplug.protocol.ProtocolException;
import dev.jackplug.protocol.log.LogCodec;
import dev.jackplug.protocol.log.LogFrames;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Reads one FIFO, on a thread of its own, and never waits for anything but its host: a FIFO that is not read stops the
 * container. When the flow is out of step, nothing of it can be used any more, but it is read all the same; and whatever
 * fails, it is read on.
 */
final class FifoReader implements Runnable {

    private static final Logger LOG = System.getLogger(FifoReader.class.getName());

    private static final int PIECE = 64 * 1024;
    private static final long GLANCE = Duration.ofMillis(1).toNanos();

    /** What fails without a reason may do so at once again. */
    private static final long AFTER_FAILURE = Duration.ofSeconds(1).toNanos();

    private enum Order {
        READ,
        /** Nothing more is being written: take what is there. */
        DRAIN,
        /** Somebody else will go on: take no more than belongs to the entry that is half read. */
        LEAVE,
    }

    private final Fifo fifo;
    private final String file;
    private final Backlog backlog;
    private final Assembler assembler;
    private final LogLimits limits;
    private final Runnable ending;
    private LogFrames frames = new LogFrames(LogFrames.LIMIT);
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile Order order = Order.READ;
    private boolean outOfStep;
    private @Nullable StepIn stepIn;

    /**
     * A reader that tells when it has come to an end by itself or was stopped, not when it was told to leave.
     *
     * @param goingOn whether another process has read before, which may have ended in the middle of an entry
     */
    FifoReader(Fifo fifo, String file, Backlog backlog, LogLimits limits, boolean goingOn, Runnable ending) {
        this.fifo = fifo;
        this.file = file;
        this.backlog = backlog;
        this.assembler = new Assembler(limits.lineBytes(), backlog::offer);
        this.limits = limits;
        this.stepIn = goingOn ? new StepIn() : null;
        this.ending = ending;
    }

    void start() {
        Thread thread = new Thread(this, "jackplug-log-fifo-" + file);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void run() {
        try (fifo) {
            while (!readAll()) {
                LockSupport.parkNanos(AFTER_FAILURE);
            }
            takeRest();
        } catch (IOException e) {
            warn("the log pipe " + file + " cannot be read any more", e);
        } finally {
            spared(assembler::flush);
            if (order != Order.LEAVE) {
                ending.run();
            }
            backlog.released();
            ended.countDown();
        }
    }

    /** Whether the end has come. Not if something failed: then the flow is entered anew, as by another process. */
    private boolean readAll() {
        try {
            ByteBuffer piece = ByteBuffer.allocate(PIECE);
            for (int count = fifo.read(piece); count >= 0; count = fifo.read(piece)) {
                take(piece.array(), count);
            }
        } catch (ClosedChannelException e) {
            LOG.log(Level.TRACE, "the reader was told to stop");
        } catch (IOException | RuntimeException | Error e) {
            backlog.lost();
            warn("the log pipe " + file + " cannot be read now, and is tried again", e);
            frames = new LogFrames(LogFrames.LIMIT);
            stepIn = new StepIn();
            return false;
        }
        return true;
    }

    private void takeRest() throws IOException {
        byte[] piece = new byte[PIECE];
        for (int count = next(piece); count > 0; count = next(piece)) {
            take(piece, count);
        }
    }

    private int next(byte[] piece) throws IOException {
        if (order != Order.LEAVE) {
            return fifo.readRest(piece, piece.length);
        }
        return outOfStep || frames.atBoundary() ? 0 : half(piece);
    }

    /** What is missing is being written at this moment: a host writes an entry in one go. */
    private int half(byte[] piece) throws IOException {
        long end = System.nanoTime() + limits.stop().toNanos();
        int count = fifo.readRest(piece, Math.min(frames.missing(), piece.length));
        while (count == 0 && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(GLANCE);
            count = fifo.readRest(piece, Math.min(frames.missing(), piece.length));
        }
        return count;
    }

    private void take(byte[] bytes, int count) {
        if (outOfStep) {
            return;
        }
        if (stepIn == null) {
            decodeAll(bytes, count);
            return;
        }
        byte[] whole = stepIn.add(bytes, count);
        if (whole.length > 0) {
            if (stepIn.passedOver()) {
                backlog.lost();
                warn("an entry of the log pipe " + file + " was passed over, since its beginning is lost", null);
            }
            stepIn = null;
            decodeAll(whole, whole.length);
        }
    }

    private void decodeAll(byte[] bytes, int count) {
        frames.add(bytes, count);
        try {
            for (Optional<byte[]> message = frames.next(); message.isPresent(); message = frames.next()) {
                byte[] one = message.get();
                spared(() -> assembler.take(LogCodec.decode(one)));
            }
        } catch (ProtocolException e) {
            outOfStep = true;
            backlog.lost();
            warn("the rest of the log pipe " + file + " cannot be used", e);
        }
    }

    /** Takes something, or counts it as lost. Errors too: they are no reason to stop the container. */
    private void spared(Runnable taking) {
        try {
            taking.run();
        } catch (RuntimeException | Error e) {
            backlog.lost();
            warn("something in the log pipe " + file + " was passed over", e);
        }
    }

    /** Nor is it one that this cannot be written down. */
    private static void warn(String what, @Nullable Throwable why) {
        try {
            LOG.log(Level.WARNING, what, why);
        } catch (RuntimeException | Error e) {
            // There is nobody left to tell.
        }
    }

    /** Takes what is in the FIFO and ends, within a limit. */
    void stop(Duration limit) {
        end(Order.DRAIN);
        awaitEnd(limit);
    }

    void awaitEnd(Duration limit) {
        try {
            if (!ended.await(limit.toNanos(), TimeUnit.NANOSECONDS)) {
                LOG.log(Level.WARNING, "the log pipe {0} is not empty yet; it is read on", file);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends soon, and leaves what is in the FIFO to the next process. */
    void leave() {
        end(Order.LEAVE);
    }

    private void end(Order order) {
        this.order = order;
        try {
            fifo.hangUp();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "a log pipe could not be closed", e);
        }
    }

    /** The host has come back with another FIFO for the same container: this one ends when nobody has it open. */
    void abandon() {
        try {
            fifo.abandon();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "a log pipe could not be closed", e);
        }
    }
}
