package dev.jackplug.protocol.log;

import dev.jackplug.protocol.ProtocolException;
import dev.jackplug.protocol.Target;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * Cuts a flow of bytes into messages: four bytes of length, highest first, then so many bytes. Bytes go in as they come, in
 * any pieces; no more than one message and one piece is held. For one thread at a time.
 */
public final class LogFrames {

    /** How large a message may be unless somebody says otherwise; dockerd's are at most 17 KiB. */
    public static final int LIMIT = 4 * 1024 * 1024;

    private static final int HEAD = 4;

    private final int limit;
    private byte[] held = new byte[0];
    private int start;
    private int end;

    /** Frames whose messages have at most so many bytes. */
    public LogFrames(int limit) {
        this.limit = limit;
    }

    /** Adds what came. */
    public void add(byte[] bytes, int length) {
        int kept = end - start;
        if (held.length - end < length) {
            byte[] room = held.length - kept < length ? new byte[Math.max(kept + length, 2 * kept)] : held;
            System.arraycopy(held, start, room, 0, kept);
            held = room;
            start = 0;
            end = kept;
        }
        System.arraycopy(bytes, 0, held, end, length);
        end += length;
    }

    /**
     * The next message; empty when more has to come first.
     *
     * @throws ProtocolException if it is said to be larger than the limit; nothing after it can be found any more
     */
    public Optional<byte[]> next() {
        if (atBoundary() || missing() > 0) {
            return Optional.empty();
        }
        int from = start + HEAD;
        start = from + length();
        return Optional.of(Arrays.copyOfRange(held, from, start));
    }

    /** Whether every byte so far belongs to a message that was handed out. */
    public boolean atBoundary() {
        return start == end;
    }

    /**
     * How many bytes at least have to come before there is a next message.
     *
     * @throws ProtocolException as for {@link #next}
     */
    public int missing() {
        int there = end - start;
        return Math.max(0, there < HEAD ? HEAD - there : HEAD + length() - there);
    }

    private int length() {
        long length = Integer.toUnsignedLong(ByteBuffer.wrap(held, start, HEAD).getInt());
        if (length > limit) {
            throw new ProtocolException(
                    Target.NONE,
                    "a log entry of " + length + " bytes is announced, and " + limit + " are allowed",
                    "",
                    null);
        }
        return (int) length;
    }
}
