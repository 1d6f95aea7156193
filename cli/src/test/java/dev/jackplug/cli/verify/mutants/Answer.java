package dev.jackplug.cli.verify.mutants;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * An answer.
 *
 * @param type its media type; empty for none
 * @param body all of it, unless it is a stream
 * @param stream what comes in pieces; null as a rule
 */
record Answer(
        int status, String type, byte[] body, @Nullable InputStream stream) {

    static final String PLUGIN = "application/vnd.docker.plugins.v1.1+json";

    static Answer of(int status, String body) {
        return new Answer(status, PLUGIN, body.getBytes(StandardCharsets.UTF_8), null);
    }

    static Answer ok(ObjectNode body) {
        return new Answer(200, PLUGIN, Trees.bytes(body), null);
    }

    static Answer nothing() {
        return of(200, "{}");
    }

    static Answer error(int status, String text) {
        return new Answer(status, PLUGIN, Trees.bytes(Trees.of(Map.of("Err", text))), null);
    }

    boolean ok() {
        return status == 200;
    }

    ObjectNode json() {
        return Trees.object(body);
    }

    Answer status(int other) {
        return new Answer(other, type, body, stream);
    }

    Answer type(String other) {
        return new Answer(status, other, body, stream);
    }

    Answer body(String other) {
        return new Answer(status, type, other.getBytes(StandardCharsets.UTF_8), null);
    }

    Answer bytes(UnaryOperator<byte[]> change) throws IOException {
        byte[] whole = stream == null ? body : stream.readAllBytes();
        return new Answer(status, type, change.apply(whole), null);
    }

    Answer stream(InputStream other) {
        return new Answer(status, type, body, other);
    }

    /** The same with a change to its object. */
    Answer edited(Consumer<ObjectNode> change) {
        ObjectNode tree = json();
        change.accept(tree);
        return new Answer(status, type, Trees.bytes(tree), null);
    }

    void writeTo(OutputStream out, boolean last) throws IOException {
        String head = "HTTP/1.1 " + status + (status == 200 ? " OK" : " No") + "\r\n"
                + (type.isEmpty() ? "" : "Content-Type: " + type + "\r\n")
                + (last ? "Connection: close\r\n" : "");
        if (stream != null) {
            out.write(ascii(head + "Transfer-Encoding: chunked\r\n\r\n"));
            try (InputStream in = stream) {
                writeChunks(out, in);
            }
        } else if (status == 204) {
            out.write(ascii(head + "\r\n"));
        } else {
            byte[] start = ascii(head + "Content-Length: " + body.length + "\r\n\r\n");
            byte[] all = new byte[start.length + body.length];
            System.arraycopy(start, 0, all, 0, start.length);
            System.arraycopy(body, 0, all, start.length, body.length);
            out.write(all);
        }
        out.flush();
    }

    private static void writeChunks(OutputStream out, InputStream in) throws IOException {
        byte[] piece = new byte[8 * 1024];
        for (int length = in.read(piece); length >= 0; length = in.read(piece)) {
            out.write(ascii(Integer.toHexString(length) + "\r\n"));
            out.write(piece, 0, length);
            out.write(ascii("\r\n"));
        }
        out.write(ascii("0\r\n\r\n"));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
