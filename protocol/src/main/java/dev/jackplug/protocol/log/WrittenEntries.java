package dev.jackplug.protocol.log;

import java.io.InputStream;
import java.util.Optional;

/** Entries as the bytes that a host reads. */
final class WrittenEntries extends InputStream {

    private final LogStream entries;
    private byte[] frame = new byte[0];
    private int position;
    private boolean ended;

    WrittenEntries(LogStream entries) {
        this.entries = entries;
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    /** Waits for one entry at most: what is ready besides comes with it. */
    @Override
    public int read(byte[] bytes, int offset, int length) {
        int count = 0;
        while (count < length && (count == 0 || available() > 0) && hasFrame()) {
            int piece = Math.min(length - count, frame.length - position);
            System.arraycopy(frame, position, bytes, offset + count, piece);
            position += piece;
            count += piece;
        }
        return count == 0 && length > 0 ? -1 : count;
    }

    private boolean hasFrame() {
        if (position == frame.length && !ended) {
            Optional<LogEntry> next = entries.next();
            ended = next.isEmpty();
            frame = next.map(LogCodec::frame).orElse(frame);
            position = ended ? position : 0;
        }
        return !ended;
    }

    @Override
    public int available() {
        int begun = frame.length - position;
        return begun > 0 || !entries.ready() ? begun : 1;
    }

    @Override
    public void close() {
        entries.close();
    }
}
