package dev.jackplug.cli.verify.mutants;

import dev.jackplug.protocol.log.LogCodec;
import dev.jackplug.protocol.log.LogEntry;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Function;

/** A stream of log entries, each of which becomes other bytes when it comes by. */
final class FrameStream extends InputStream {

    private final DataInputStream in;
    private final Function<LogEntry, byte[]> change;
    private byte[] held = new byte[0];
    private int position;

    FrameStream(InputStream in, Function<LogEntry, byte[]> change) {
        this.in = new DataInputStream(in);
        this.change = change;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        while (position == held.length) {
            if (!next()) {
                return -1;
            }
        }
        int there = Math.min(length, held.length - position);
        System.arraycopy(held, position, into, offset, there);
        position += there;
        return there;
    }

    private boolean next() throws IOException {
        try {
            byte[] message = new byte[in.readInt()];
            in.readFully(message);
            held = change.apply(LogCodec.decode(message));
            position = 0;
            return true;
        } catch (EOFException e) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
