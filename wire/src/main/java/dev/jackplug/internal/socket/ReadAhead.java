package dev.jackplug.internal.socket;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Takes from the kernel at once what there is, for whoever reads a stream in large pieces: HTTP gives him no more than a chunk
 * at a time, and each look at the kernel costs as much as to copy half of a usual one. It has a buffer only while a stream
 * flows: whoever waits for what may never come waits without one. For one thread, which reads; whoever reads beside it,
 * because he was told too late that it is over, gets what he gets, but never what another connection reads.
 */
final class ReadAhead {

    /** Whoever asks for less reads no stream, or one that is in no hurry. */
    static final int LARGE = 16 * 1024;

    private static final int LITTLE = 1024;

    private static final int SIZE = 256 * 1024;

    /** For the next who needs one; the system takes its time to take them back. */
    private static final Queue<ByteBuffer> FREE = new ArrayBlockingQueue<>(16);

    /** Reads into a buffer, as a channel does. */
    @FunctionalInterface
    interface Source {

        /** At least one byte; negative at the end. */
        int read(ByteBuffer buffer) throws IOException;
    }

    private final Source source;
    private volatile @Nullable ByteBuffer buffer;
    private boolean flows;

    ReadAhead(Source source) {
        this.source = source;
    }

    /** Whether everything was handed on. */
    boolean isEmpty() {
        return buffer == null;
    }

    /** Reads as a stream does, at least one byte. */
    int read(byte[] bytes, int offset, int length) throws IOException {
        while (true) {
            int count = isEmpty() ? 0 : take(bytes, offset, length);
            if (count > 0) {
                return count;
            }
            if (!flows || length < LARGE) {
                return pass(bytes, offset, Math.min(length, LARGE));
            }
            if (fill() < 0) {
                return -1;
            }
        }
    }

    /** A piece that was filled is a sign that there is more; of a small one that was not, nothing follows. */
    private int pass(byte[] bytes, int offset, int length) throws IOException {
        int count = source.read(ByteBuffer.wrap(bytes, offset, length));
        flows = count == length || (flows && length < LARGE);
        return count;
    }

    private int fill() throws IOException {
        ByteBuffer free = FREE.poll();
        ByteBuffer into = free == null ? ByteBuffer.allocateDirect(SIZE) : free.clear();
        int count = -1;
        try {
            count = source.read(into);
            flows = count >= LARGE;
            return count;
        } finally {
            if (count > 0) {
                keep(into.flip());
            } else {
                FREE.offer(into);
            }
        }
    }

    private synchronized void keep(ByteBuffer filled) {
        buffer = filled;
    }

    /**
     * None when it is empty. Whoever asks for little looks for the head of the next chunk, and would have to copy all else once
     * more.
     */
    private synchronized int take(byte[] bytes, int offset, int length) {
        ByteBuffer from = buffer;
        if (from == null) {
            return 0;
        }
        int count = Math.min(length < LARGE ? Math.min(length, LITTLE) : length, from.remaining());
        from.get(bytes, offset, count);
        if (!from.hasRemaining()) {
            buffer = null;
            FREE.offer(from);
        }
        return count;
    }
}
