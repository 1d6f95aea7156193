package dev.jackplug.sdk.log;

import dev.jackplug.protocol.log.LogFrames;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Finds the beginning of an entry in a flow that was entered anywhere, perhaps in the middle of one: whoever read it before
 * was killed. Hosts write the source first, so an entry begins with a length, the field of the source, and its name. For one
 * thread at a time.
 */
final class StepIn {

    /** Length, key and size of the source, and its first bytes. */
    private static final byte[] MARK = {0x0A, 6, 's', 't', 'd'};

    private static final int HEAD = 4;
    private static final byte[] NOTHING = new byte[0];

    private byte[] held = NOTHING;
    private boolean passedOver;

    /** Adds what came, and answers everything from the first beginning on; nothing when there is none yet. */
    byte[] add(byte[] bytes, int count) {
        byte[] all = Arrays.copyOf(held, held.length + count);
        System.arraycopy(bytes, 0, all, held.length, count);
        int last = all.length - HEAD - MARK.length;
        for (int at = 0; at <= last; at++) {
            if (begins(all, at)) {
                return Arrays.copyOfRange(all, at, all.length);
            }
            passedOver = true;
        }
        held = Arrays.copyOfRange(all, Math.max(0, last + 1), all.length);
        return NOTHING;
    }

    /** Whether there was something before the beginning. */
    boolean passedOver() {
        return passedOver;
    }

    private static boolean begins(byte[] bytes, int at) {
        long length = Integer.toUnsignedLong(ByteBuffer.wrap(bytes, at, HEAD).getInt());
        int mark = at + HEAD;
        return length <= LogFrames.LIMIT && Arrays.equals(bytes, mark, mark + MARK.length, MARK, 0, MARK.length);
    }
}
