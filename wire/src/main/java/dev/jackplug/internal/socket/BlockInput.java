package dev.jackplug.internal.socket;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** An input stream that is read in blocks; a single byte is a block of one. */
public abstract class BlockInput extends InputStream {

    private static final int PIECE = 64 * 1024;

    @Override
    public final int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    /** In larger pieces than Java 17 takes. */
    @Override
    public long transferTo(OutputStream out) throws IOException {
        byte[] piece = new byte[PIECE];
        long sum = 0;
        for (int count = read(piece, 0, PIECE); count >= 0; count = read(piece, 0, PIECE)) {
            out.write(piece, 0, count);
            sum += count;
        }
        return sum;
    }

    @Override
    public abstract int read(byte[] bytes, int offset, int length) throws IOException;
}
