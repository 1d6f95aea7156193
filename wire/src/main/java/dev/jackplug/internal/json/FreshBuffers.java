package dev.jackplug.internal.json;

import tools.jackson.core.util.BufferRecycler;
import tools.jackson.core.util.RecyclerPool;

/**
 * Makes the buffers of each message anew, and small. Jackson's own are made for large texts, too large to be made each time, so
 * that threads have to share them; nearly every message here is shorter than what sharing costs. Keeps nothing, so one is enough
 * for all threads.
 */
final class FreshBuffers extends BufferRecycler {

    /** Jackson writes longer texts in several pieces. */
    private static final int LENGTH = 256;

    private static final FreshBuffers ONE = new FreshBuffers();

    private FreshBuffers() {
        super(0, 0);
    }

    static final class Pool extends RecyclerPool.NonRecyclingPoolBase<BufferRecycler> {

        private static final long serialVersionUID = 1;

        @Override
        public BufferRecycler acquirePooled() {
            return ONE;
        }
    }

    @Override
    public byte[] allocByteBuffer(int use, int atLeast) {
        return new byte[Math.max(atLeast, LENGTH)];
    }

    @Override
    public char[] allocCharBuffer(int use, int atLeast) {
        return new char[Math.max(atLeast, LENGTH / 2)];
    }

    @Override
    public void releaseByteBuffer(int use, byte[] buffer) {}

    @Override
    public void releaseCharBuffer(int use, char[] buffer) {}
}
