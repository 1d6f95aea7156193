package dev.jackplug.cli.verify.mutants;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads HTTP/1.1 messages off a connection, whatever pieces they come in. */
final class Messages {

    private final InputStream in;
    private byte[] buffer = new byte[0];
    private int position;
    private int reads;
    private final ByteArrayOutputStream raw = new ByteArrayOutputStream();

    Messages(InputStream in) {
        this.in = in;
    }

    /** Waits for the first byte of the next message; false at the end. */
    boolean begins() throws IOException {
        reads = 0;
        return position < buffer.length || fill();
    }

    /** Forgets what came behind the last message already. */
    void forget() {
        position = buffer.length;
    }

    /** The next request; null if it is none. */
    @Nullable
    Request request() throws IOException {
        reads = Math.max(reads, 1);
        String[] words = line().split(" ");
        List<String> headers = headers();
        raw.reset();
        Request head = new Request(words.length > 1 ? words[1] : "", headers, new byte[0], new byte[0], 1);
        if (!head.target().startsWith("/")) {
            return null;
        }
        byte[] body = head.chunked()
                ? chunks().readAllBytes()
                : exactly(Integer.parseInt(head.header("Content-Length").orElse("0")));
        return new Request(head.target(), headers, body, raw.toByteArray(), reads);
    }

    Answer answer() throws IOException {
        int status = Integer.parseInt(line().split(" ")[1]);
        Request head = new Request("/", headers(), new byte[0], new byte[0], 1);
        String type = head.header("Content-Type").orElse("");
        return head.chunked()
                ? new Answer(status, type, new byte[0], chunks())
                : new Answer(
                        status,
                        type,
                        exactly(Integer.parseInt(head.header("Content-Length").orElse("0"))),
                        null);
    }

    private List<String> headers() throws IOException {
        List<String> headers = new ArrayList<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            headers.add(line.contains(":") ? line : line + ":");
        }
        return headers;
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int one = read(); one != '\n'; one = read()) {
            line.write(one);
        }
        return line.toString(StandardCharsets.ISO_8859_1).strip();
    }

    private byte[] exactly(int length) throws IOException {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) read();
        }
        return bytes;
    }

    /** The pieces of a body, each when it comes. */
    private InputStream chunks() {
        return new InputStream() {
            private InputStream piece = new ByteArrayInputStream(new byte[0]);
            private boolean ended;

            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                int there = ended ? -1 : piece.read(into, offset, length);
                if (there < 0 && !ended) {
                    int size = Integer.parseInt(line().split(";")[0].strip(), 16);
                    piece = new ByteArrayInputStream(exactly(size));
                    line();
                    ended = size == 0;
                    there = piece.read(into, offset, length);
                }
                return there;
            }
        };
    }

    private int read() throws IOException {
        if (position == buffer.length && !fill()) {
            throw new EOFException();
        }
        raw.write(buffer[position]);
        return buffer[position++] & 0xff;
    }

    private boolean fill() throws IOException {
        byte[] piece = new byte[64 * 1024];
        int length = in.read(piece);
        buffer = Arrays.copyOf(piece, Math.max(0, length));
        position = 0;
        reads++;
        return length > 0;
    }
}
