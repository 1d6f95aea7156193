package dev.jackplug.tck;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What a scripted plugin does with one request. An answer may be used for many requests, and for several at once, each on the
 * thread of its connection; it may block, and must end once the connection is closed.
 */
@FunctionalInterface
public interface Answer {

    /**
     * Answers one request. The connection is kept open afterwards, unless the answer closes it.
     *
     * <p>Leave the last flush to the plugin: then {@link ScriptedPlugin#closeIdleConnections} knows that the exchange is over
     * as soon as the host has the last byte.
     *
     * @throws IOException when the connection fails; the plugin then closes it
     */
    void write(Received request, Connection connection) throws IOException;

    /** Answers 200 with that JSON text. */
    static Answer json(String body) {
        return status(200, body);
    }

    /** Answers with that status and body; 204 and 304 go without length and body. */
    static Answer status(int status, String body) {
        return raw(Reply.of(status, Reply.PLUGIN_MEDIA_TYPE, body));
    }

    /** Writes these characters as ISO 8859-1 bytes and nothing else; the connection stays open. */
    static Answer raw(String bytes) {
        return raw(bytes.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Writes these bytes and nothing else; the connection stays open. */
    static Answer raw(byte[] bytes) {
        byte[] copy = bytes.clone();
        return (request, connection) -> connection.out().write(copy);
    }

    /** Answers 200 in chunks, each sent on its way before the next. */
    static Answer chunked(String... chunks) {
        String[] copy = chunks.clone();
        return (request, connection) -> {
            connection.out().write(Reply.ascii(Reply.CHUNKED_HEAD));
            for (String chunk : copy) {
                connection.out().write(Reply.chunk(chunk));
                connection.out().flush();
            }
            connection.out().write(Reply.ascii("0\r\n\r\n"));
        };
    }

    /** Never answers: waits until the host, the test or the plugin closes the connection. */
    static Answer hang() {
        return (request, connection) -> connection.awaitClosed();
    }

    /** This answer, and then the end of the connection. */
    default Answer andClose() {
        return (request, connection) -> {
            write(request, connection);
            connection.close();
        };
    }

    /** This answer, once the gate is open; no answer at all if the connection is closed before. */
    default Answer after(CountDownLatch gate) {
        return (request, connection) -> {
            if (opens(gate, connection)) {
                write(request, connection);
            }
        };
    }

    private static boolean opens(CountDownLatch gate, Connection connection) throws IOException {
        try {
            // Nothing in the JDK waits for a latch and a connection together, so it looks at both in turn.
            while (!gate.await(10, TimeUnit.MILLISECONDS)) {
                if (connection.closed()) {
                    return false;
                }
            }
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for the gate");
        }
    }
}
