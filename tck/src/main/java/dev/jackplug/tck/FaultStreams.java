package dev.jackplug.tck;

import static dev.jackplug.tck.Reply.ascii;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;

/** The answers of faults that take their time or their space; all of them end when the host closes the connection. */
final class FaultStreams {

    private static final int BLOCK = 64 * 1024;
    private static final long TEN_MEGABYTES = 10L * 1024 * 1024;
    private static final long TEN_GIGABYTES = 10L * 1024 * 1024 * 1024;
    private static final int MANY = 100_000;

    private FaultStreams() {}

    static Answer drip(byte[] bytes) {
        return (request, connection) -> {
            for (byte next : bytes) {
                connection.out().write(next);
                connection.out().flush();
                if (connection.awaitClosed(Duration.ofSeconds(1))) {
                    return;
                }
            }
        };
    }

    static Answer interim() {
        byte[] interim = ascii("HTTP/1.1 100 Continue\r\n\r\n");
        return (request, connection) -> {
            while (!connection.closed()) {
                connection.out().write(interim);
                connection.out().flush();
            }
        };
    }

    static Answer hugeHeader() {
        return (request, connection) -> {
            connection.out().write(ascii(Reply.OK + "X-Huge: "));
            writeBlocks(connection.out(), TEN_MEGABYTES);
            connection.out().write(ascii("\r\nContent-Length: 2\r\n\r\n{}"));
        };
    }

    static Answer manyHeaders() {
        return (request, connection) -> {
            connection.out().write(ascii(Reply.OK));
            for (int i = 1; i <= MANY; i++) {
                connection.out().write(ascii("X-" + i + ": " + i + "\r\n"));
            }
            connection.out().write(ascii("Content-Length: 2\r\n\r\n{}"));
        };
    }

    static Answer hugeLength() {
        return (request, connection) -> {
            connection.out().write(ascii(Reply.OK + "Content-Length: " + TEN_GIGABYTES + "\r\n\r\n{\"Err\":\""));
            writeBlocks(connection.out(), TEN_GIGABYTES - 10);
            connection.out().write(ascii("\"}"));
        };
    }

    static Answer hugeChunks() {
        return (request, connection) -> {
            connection.out().write(ascii(Reply.CHUNKED_HEAD));
            connection.out().write(Reply.chunk("{\"Err\":\""));
            byte[] chunk = Reply.chunk("x".repeat(BLOCK));
            for (long sent = 0; sent < TEN_GIGABYTES; sent += BLOCK) {
                connection.out().write(chunk);
            }
            connection.out().write(Reply.chunk("\"}"));
            connection.out().write(ascii("0\r\n\r\n"));
        };
    }

    private static void writeBlocks(OutputStream out, long length) throws IOException {
        byte[] block = ascii("x".repeat(BLOCK));
        for (long left = length; left > 0; left -= BLOCK) {
            out.write(block, 0, (int) Math.min(left, BLOCK));
        }
    }
}
