package dev.jackplug.tck;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What a host with a fault sends. Characters are bytes: ISO 8859-1. */
final class HostBytes {

    private static final String BLOCK = "x".repeat(64 * 1024);
    private static final long TEN_GIGABYTES = 10L * 1024 * 1024 * 1024;
    private static final int MANY = 100_000;

    private HostBytes() {}

    /** Sends something; ends with an exception when the plugin takes no more. */
    interface Misdeed {
        void commit(OutputStream out) throws IOException;

        /** And then the end of the connection. */
        default Misdeed andClose() {
            return out -> {
                commit(out);
                out.close();
            };
        }
    }

    /** What is done when a given method is called. */
    interface ForMethod {
        Misdeed against(String method);
    }

    static Misdeed writing(String bytes) {
        return out -> out.write(bytes.getBytes(StandardCharsets.ISO_8859_1));
    }

    static String withHeaders(String method, String... headers) {
        return "POST /" + method + " HTTP/1.1\r\nHost: x\r\n" + String.join("\r\n", headers) + "\r\n\r\n";
    }

    static String request(String method, String body) {
        return withHeaders(method, "Content-Length: " + body.length()) + body;
    }

    static String chunked(String method, String chunks) {
        return withHeaders(method, "Transfer-Encoding: chunked") + chunks;
    }

    static Misdeed drip(String method) {
        return out -> {
            for (byte next : request(method, "{}").getBytes(StandardCharsets.ISO_8859_1)) {
                out.write(next);
                pause();
            }
        };
    }

    private static void pause() throws IOException {
        try {
            new CountDownLatch(1).await(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** Long requests, because whoever answers them at length has to be read from. */
    static Misdeed flood(String method) {
        String request = request(method, "{\"Name\":\"" + BLOCK + "\"}");
        return out -> {
            while (!Thread.currentThread().isInterrupted()) {
                writing(request).commit(out);
            }
        };
    }

    static Misdeed hugeHeader(String method) {
        return out -> {
            writing("POST /" + method + " HTTP/1.1\r\nX-Huge: ").commit(out);
            blocks(out, 10L * 1024 * 1024);
            writing("\r\nContent-Length: 2\r\n\r\n{}").commit(out);
        };
    }

    static Misdeed manyHeaders(String method) {
        return out -> {
            writing("POST /" + method + " HTTP/1.1\r\n").commit(out);
            for (int i = 1; i <= MANY; i++) {
                writing("X-" + i + ": " + i + "\r\n").commit(out);
            }
            writing("Content-Length: 2\r\n\r\n{}").commit(out);
        };
    }

    static Misdeed hugeLength(String method) {
        return out -> {
            writing(withHeaders(method, "Content-Length: " + TEN_GIGABYTES) + "{\"Name\":\"")
                    .commit(out);
            blocks(out, TEN_GIGABYTES - 11);
            writing("\"}").commit(out);
        };
    }

    static Misdeed hugeChunks(String method) {
        String chunk = Integer.toHexString(BLOCK.length()) + "\r\n" + BLOCK + "\r\n";
        return out -> {
            writing(chunked(method, "9\r\n{\"Name\":\"\r\n")).commit(out);
            for (long sent = 0; sent < TEN_GIGABYTES; sent += BLOCK.length()) {
                writing(chunk).commit(out);
            }
        };
    }

    private static void blocks(OutputStream out, long length) throws IOException {
        for (long left = length; left > 0; left -= BLOCK.length()) {
            writing(BLOCK.substring(0, (int) Math.min(left, BLOCK.length()))).commit(out);
        }
    }
}
