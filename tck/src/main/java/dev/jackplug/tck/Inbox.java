package dev.jackplug.tck;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.Arrays;

/**
 * What a host has sent and nobody has read yet. One thread fills it, another reads it; because the filling never stops while
 * an answer is being written, the end of the connection is noticed at once. Holds one piece at a time, so a host that sends
 * faster than it is read is held back.
 */
final class Inbox extends InputStream {

    private static final int PIECE = 64 * 1024;

    private byte[] piece = new byte[0];
    private int position;
    private boolean ended;

    /** Reads the source until it ends, or {@link #end} is called. */
    void fillFrom(InputStream source) throws IOException {
        byte[] buffer = new byte[PIECE];
        int count = source.read(buffer);
        while (count >= 0 && put(Arrays.copyOf(buffer, count))) {
            count = source.read(buffer);
        }
    }

    private synchronized boolean put(byte[] next) throws IOException {
        while (!isEmpty() && !ended) {
            pause();
        }
        piece = ended ? piece : next;
        position = ended ? position : 0;
        notifyAll();
        return !ended;
    }

    /** Nothing comes any more; what is there can still be read. */
    synchronized void end() {
        ended = true;
        notifyAll();
    }

    synchronized boolean isEmpty() {
        return position == piece.length;
    }

    /** Waits for something to read; false if nothing will come. */
    synchronized boolean awaitBytes() throws IOException {
        while (isEmpty() && !ended) {
            pause();
        }
        return !isEmpty();
    }

    @Override
    public synchronized int read() throws IOException {
        if (!awaitBytes()) {
            return -1;
        }
        int next = piece[position++] & 0xff;
        notifyAll();
        return next;
    }

    @Override
    public synchronized int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!awaitBytes()) {
            return -1;
        }
        int count = Math.min(length, piece.length - position);
        System.arraycopy(piece, position, bytes, offset, count);
        position += count;
        notifyAll();
        return count;
    }

    /** One wait, for callers that look again in a loop. */
    @SuppressWarnings("WaitNotInLoop")
    private void pause() throws IOException {
        try {
            wait();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for the other side of the inbox");
        }
    }
}
