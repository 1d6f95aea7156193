package dev.jackplug.tck;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One accepted connection, as an {@link Answer} sees it. It belongs to the plugin, which closes it when the host does, when
 * the script ends it, or when the plugin itself is closed. {@link #out()} is for the answering thread only; everything else
 * may be called from any thread.
 */
public final class Connection {

    private static final int BUFFER = 64 * 1024;

    private final int number;
    private final Link link;
    private final Runnable onShut;
    private final Inbox inbox = new Inbox();
    private final OutputStream out;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final CountDownLatch shut = new CountDownLatch(1);
    private final ReentrantLock turn = new ReentrantLock();
    private boolean exchanging;

    Connection(int number, Link link, Runnable onShut) {
        this.number = number;
        this.link = link;
        this.onShut = onShut;
        this.out = new LastByteHeld(link.out());
    }

    /** Its number among the connections of the plugin, from 1. */
    public int number() {
        return number;
    }

    /** Where an answer writes. Buffered: flush what must arrive before the answer is complete. */
    public OutputStream out() {
        return out;
    }

    /** Sends what is buffered and closes the connection; for the answering thread. */
    public void close() {
        try {
            out.flush();
        } catch (IOException gone) {
            // The host was faster; closed is what was asked for.
        } finally {
            abort();
        }
    }

    /** Whether either side has closed it, as far as can be seen. */
    public boolean closed() {
        return ended.getCount() == 0;
    }

    /**
     * Blocks until either side closes the connection.
     *
     * @throws IOException when the thread is interrupted
     */
    public void awaitClosed() throws IOException {
        try {
            ended.await();
        } catch (InterruptedException interrupted) {
            throw interrupted();
        }
    }

    /**
     * Blocks until either side closes the connection, or the limit has passed.
     *
     * @return whether it is closed
     * @throws IOException when the thread is interrupted
     */
    public boolean awaitClosed(Duration limit) throws IOException {
        try {
            return ended.await(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException interrupted) {
            throw interrupted();
        }
    }

    private static IOException interrupted() {
        Thread.currentThread().interrupt();
        return new InterruptedIOException("interrupted while waiting for the end of the connection");
    }

    /** Moves what the host sends to {@link #in()} until the host or the plugin closes the connection. */
    void receive() {
        try {
            inbox.fillFrom(link.in());
        } catch (IOException gone) {
            // Reset, failed handshake or closed by us: all of them end what can be received.
        } finally {
            ended.countDown();
            inbox.end();
        }
    }

    InputStream in() {
        return inbox;
    }

    /** Waits for the first byte of a request; false if none will come. */
    boolean beginExchange() throws IOException {
        if (!inbox.awaitBytes()) {
            return false;
        }
        turn.lock();
        try {
            exchanging = !isShut();
            return exchanging;
        } finally {
            turn.unlock();
        }
    }

    /** Sends the last bytes of the answer. Locked although it writes: who has the last byte must find the connection idle. */
    void endExchange() throws IOException {
        turn.lock();
        try {
            out.flush();
            exchanging = false;
        } finally {
            turn.unlock();
        }
    }

    /** Closes the connection unless a request or its answer is on the way. */
    void closeIfIdle() {
        try {
            if (!turn.tryLock(1, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return;
        }
        try {
            if (!exchanging && inbox.isEmpty()) {
                abort();
            }
        } finally {
            turn.unlock();
        }
    }

    /** Closes the connection at once; whoever is blocked in it goes on with an error. */
    void abort() {
        ended.countDown();
        inbox.end();
        try {
            link.socket().close();
        } catch (IOException failed) {
            // A socket that fails while closing is closed.
        } finally {
            shut.countDown();
            onShut.run();
        }
    }

    boolean isShut() {
        return shut.getCount() == 0;
    }

    /** Keeps at least the last byte back until it is flushed, however much is written at once. */
    private static final class LastByteHeld extends BufferedOutputStream {

        LastByteHeld(OutputStream out) {
            super(out, BUFFER);
        }

        @Override
        public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
            if (length < BUFFER) {
                super.write(bytes, offset, length);
            } else {
                super.write(bytes, offset, length - 1);
                super.write(bytes[offset + length - 1]);
            }
        }
    }
}
