package dev.jackplug.protocol.log;

import java.io.InputStream;
import java.util.Optional;

/** Entries as the bytes that a host reads. */
final class WrittenEntries extends InputStream {

    private final LogStream entries;
    private byte[] frame = new byte[0];
    private int position;

    WrittenEntries(LogStream entries) {
        this.entries = entries;
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
        if (position == frame.length) {
            Optional<LogEntry> next = entries.next();
            if (next.isEmpty()) {
                return -1;
            }
            frame = LogCodec.frame(next.get());
            position = 0;
        }
        int count = Math.min(length, frame.length - position);
        System.arraycopy(frame, position, bytes, offset, count);
        position += count;
        return count;
    }

    @Override
    public void close() {
        entries.close();
    }
}
