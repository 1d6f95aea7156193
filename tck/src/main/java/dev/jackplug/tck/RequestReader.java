package dev.jackplug.tck;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads HTTP/1.1 requests strictly: what a careful server would refuse is a {@link ProtocolException}. */
final class RequestReader {

    private static final int HEAD_LIMIT = 1024 * 1024;
    private static final int BODY_LIMIT = 64 * 1024 * 1024;

    private final InputStream in;
    private final int connection;

    RequestReader(InputStream in, int connection) {
        this.in = in;
        this.connection = connection;
    }

    /** Reads the next request to the end of its body. */
    Received read() throws IOException {
        String head = readHead();
        String[] lines = head.substring(0, head.length() - 4).split("\r\n", -1);
        if (!lines[0].matches("[A-Z]+ \\S+ HTTP/1\\.[01]")) {
            throw new ProtocolException("request line: " + lines[0]);
        }
        List<Map.Entry<String, String>> headers = new ArrayList<>();
        for (int i = 1; i < lines.length; i++) {
            headers.add(header(lines[i]));
        }
        return withBody(lines[0], headers, head);
    }

    private String readHead() throws IOException {
        StringBuilder head = new StringBuilder();
        while (!endsWith(head, "\r\n\r\n")) {
            head.append((char) readByte());
            bound(head.length(), HEAD_LIMIT);
        }
        return head.toString();
    }

    private static Map.Entry<String, String> header(String line) throws ProtocolException {
        int colon = line.indexOf(':');
        if (colon < 1 || line.substring(0, colon).matches(".*\\s.*")) {
            throw new ProtocolException("header: " + line);
        }
        return Map.entry(line.substring(0, colon), line.substring(colon + 1).strip());
    }

    private Received withBody(String requestLine, List<Map.Entry<String, String>> headers, String head)
            throws IOException {
        List<String> lengths = values(headers, "Content-Length");
        List<String> encodings = values(headers, "Transfer-Encoding");
        if (lengths.size() + encodings.size() > 1) {
            throw new ProtocolException("more than one framing: " + lengths + encodings);
        }
        if (!encodings.isEmpty()) {
            byte[] body = chunkedBody(encodings.get(0));
            return new Received(requestLine, headers, body, "chunked", connection, head);
        }
        if (!lengths.isEmpty()) {
            byte[] body = exactly(number(lengths.get(0), 10));
            return new Received(requestLine, headers, body, "content-length", connection, head);
        }
        return new Received(requestLine, headers, new byte[0], "none", connection, head);
    }

    private static List<String> values(List<Map.Entry<String, String>> headers, String name) {
        return headers.stream()
                .filter(header -> header.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .toList();
    }

    private byte[] chunkedBody(String encoding) throws IOException {
        if (!encoding.equalsIgnoreCase("chunked")) {
            throw new ProtocolException("Transfer-Encoding: " + encoding);
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        int size = chunkSize();
        while (size > 0) {
            body.write(exactly(size));
            bound(body.size(), BODY_LIMIT);
            requireEmpty(readLine());
            size = chunkSize();
        }
        skipTrailers();
        return body.toByteArray();
    }

    private int chunkSize() throws IOException {
        return number(readLine().split(";", 2)[0].strip(), 16);
    }

    private void skipTrailers() throws IOException {
        int length = 0;
        String line = readLine();
        while (!line.isEmpty()) {
            length += line.length();
            bound(length, HEAD_LIMIT);
            line = readLine();
        }
    }

    private String readLine() throws IOException {
        StringBuilder line = new StringBuilder();
        while (!endsWith(line, "\r\n")) {
            line.append((char) readByte());
            bound(line.length(), HEAD_LIMIT);
        }
        return line.substring(0, line.length() - 2);
    }

    private int readByte() throws IOException {
        int next = in.read();
        if (next < 0) {
            throw new EOFException("the host closed the connection inside a request");
        }
        return next;
    }

    private byte[] exactly(int length) throws IOException {
        byte[] body = in.readNBytes(length);
        if (body.length < length) {
            throw new EOFException("the host closed the connection inside a body");
        }
        return body;
    }

    private static int number(String text, int radix) throws ProtocolException {
        if (!text.matches("[0-9a-fA-F]{1,16}")) {
            throw new ProtocolException("length: " + text);
        }
        try {
            long length = Long.parseLong(text, radix);
            bound(length, BODY_LIMIT);
            return (int) length;
        } catch (NumberFormatException malformed) {
            throw new ProtocolException("length: " + text);
        }
    }

    private static void requireEmpty(String line) throws ProtocolException {
        if (!line.isEmpty()) {
            throw new ProtocolException("a chunk is longer than its size");
        }
    }

    private static void bound(long length, int limit) throws ProtocolException {
        if (length > limit) {
            throw new ProtocolException("longer than " + limit + " bytes");
        }
    }

    private static boolean endsWith(StringBuilder text, String end) {
        return text.length() >= end.length()
                && text.substring(text.length() - end.length()).equals(end);
    }
}
