package dev.jackplug.cli.trace;

import dev.jackplug.internal.http.Overheard;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/**
 * A message that has gone by.
 *
 * @param head its first line and its headers
 * @param body the beginning of its body, at most {@link #KEPT} bytes
 * @param length bytes of the whole body
 * @param whole whether the body came to its end
 */
record Message(Overheard.Message head, byte[] body, long length, boolean whole) {

    /** What is kept of a body, in bytes. */
    static final int KEPT = 1024 * 1024;

    /** Reads the body of a message to its end, or to the end of the connection. */
    static Message read(Overheard.Message head) {
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        byte[] piece = new byte[64 * 1024];
        long length = 0;
        try {
            for (int n = head.body().read(piece); n >= 0; n = head.body().read(piece)) {
                kept.write(piece, 0, Math.min(n, KEPT - kept.size()));
                length += n;
            }
            return new Message(head, kept.toByteArray(), length, true);
        } catch (IOException e) {
            return new Message(head, kept.toByteArray(), length, false);
        }
    }

    boolean complete() {
        return whole && length == body.length;
    }
}
