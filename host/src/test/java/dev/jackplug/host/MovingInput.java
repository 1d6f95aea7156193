package dev.jackplug.host;

import java.io.InputStream;
import java.time.Duration;

/** Gives bytes, piece by piece, from its first read on for so long. */
final class MovingInput extends InputStream {

    private final Duration length;
    private long end;
    private boolean begun;

    MovingInput(Duration length) {
        this.length = length;
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0];
    }

    @Override
    public int read(byte[] bytes, int offset, int count) {
        if (!begun) {
            begun = true;
            end = System.nanoTime() + length.toNanos();
        }
        Thread.yield();
        bytes[offset] = 'x';
        return System.nanoTime() - end < 0 ? 1 : -1;
    }
}
