package dev.jackplug.internal.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.apache.hc.core5.http.impl.io.ChunkedOutputStream;
import org.apache.hc.core5.http.impl.io.SessionOutputBufferImpl;
import org.apache.hc.core5.util.ByteArrayBuffer;

/**
 * What goes out over a connection: a head, which is given piece by piece, and then the body. Heads are few and always the same,
 * so they are put together here from what was written once. Used by one thread.
 */
final class Outgoing {

    /** No body. */
    static final byte[] NOTHING = new byte[0];

    private static final byte[] LENGTH = bytes("Content-Length: ");

    private static final byte[] CHUNKED = bytes("Transfer-Encoding: chunked");

    private static final int HEAD = 512;

    /** Longer bodies are not worth a copy. */
    private static final int SHORT = 2 * 1024;

    private static final int CHUNK = 2 * 1024;

    private final OutputStream out;
    private final ByteArrayBuffer head = new ByteArrayBuffer(HEAD);

    Outgoing(OutputStream out) {
        this.out = out;
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Begins a head. */
    Outgoing begin(byte[] piece) {
        head.clear();
        return add(piece);
    }

    /** Goes on with the head. */
    Outgoing add(byte[] piece) {
        head.append(piece, 0, piece.length);
        return this;
    }

    /** Says how many bytes the body has, without the end of the line. */
    Outgoing length(long length) {
        return add(LENGTH).add(bytes(Long.toString(length)));
    }

    /** Says that the body comes in chunks, without the end of the line. */
    Outgoing chunked() {
        return add(CHUNKED);
    }

    /** Sends the head and a body: a short one at once with it, since each write may wake the peer. */
    void send(byte[] body) throws IOException {
        boolean once = body.length <= SHORT;
        if (once) {
            add(body);
        }
        out.write(head.array(), 0, head.length());
        if (!once) {
            out.write(body);
        }
        out.flush();
    }

    /** Begins a body that is sent in chunks, piece by piece, and the head with the first; closing ends it. */
    OutputStream chunks() throws IOException {
        SessionOutputBufferImpl buffer = new SessionOutputBufferImpl(CHUNK);
        buffer.write(head.array(), 0, head.length(), out);
        return new ChunkedOutputStream(buffer, out, CHUNK);
    }
}
