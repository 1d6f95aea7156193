package dev.jackplug.tck;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;

/** The answers of faults that are small enough to be written down. */
final class FaultBytes {

    /** Every key that a volume plugin answers with, and the handshake's. */
    static final String WRONG_TYPES = "{\"Implements\":\"VolumeDriver\",\"Volumes\":5,\"Volume\":7,\"Mountpoint\":[],"
            + "\"Capabilities\":\"global\",\"Err\":[1]}";

    static final String DUPLICATE_KEYS = "{\"Implements\":[\"First\"],\"Mountpoint\":\"/first\",\"Err\":\"first\","
            + "\"Implements\":[\"VolumeDriver\"],\"Mountpoint\":\"/second\",\"Err\":\"\"}";

    private static final int MANY = 100_000;

    private FaultBytes() {}

    /** Status 200 and these header lines, blank line included. */
    static String head(String... lines) {
        return Reply.OK + String.join("\r\n", lines) + "\r\n\r\n";
    }

    static byte[] okWith(String json) {
        return Reply.joined(Reply.OK, json.getBytes(StandardCharsets.UTF_8));
    }

    static String deepJson() {
        return "{\"Deep\":" + "[".repeat(MANY) + "]".repeat(MANY) + "}";
    }

    static String hugeNumber() {
        return "{\"Number\":" + "9".repeat(MANY) + "}";
    }

    static byte[] invalidUtf8() {
        String json = "{\"Implements\":[\"\u00ff\u00fe\"],\"Mountpoint\":\"/\u00c3(\",\"Err\":\"\u00ed\u00a0\u0080\"}";
        return Reply.joined(Reply.OK, Reply.ascii(json));
    }

    static Answer lies() {
        Answer manifest = Answer.json("{\"Implements\":[\"VolumeDriver\"]}");
        Answer unknown = Answer.status(404, "404 page not found\n");
        return (request, connection) ->
                (request.method().equals(Script.ACTIVATE) ? manifest : unknown).write(request, connection);
    }

    static Answer changes() {
        AtomicInteger handshakes = new AtomicInteger();
        Answer manifest = (request, connection) -> Answer.json(
                        "{\"Implements\":[\"VolumeDriver\",\"Other" + handshakes.incrementAndGet() + "\"]}")
                .write(request, connection);
        Answer foreign = Answer.status(500, "{\"Err\":\"this is another kind of plugin\"}");
        return (request, connection) ->
                (request.method().equals(Script.ACTIVATE) ? manifest : foreign).write(request, connection);
    }

    static Answer redirect(String status) {
        return Answer.raw("HTTP/1.1 " + status + "\r\nLocation: /Redirected.Elsewhere\r\nContent-Length: 0\r\n\r\n");
    }

    static byte[] htmlError() {
        return Reply.of(500, "text/html", "<html><body><h1>500 Internal Server Error</h1></body></html>\n");
    }

    static byte[] gzipped(String json) {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(json.getBytes(StandardCharsets.UTF_8));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return Reply.joined(Reply.OK + "Content-Encoding: gzip\r\n", compressed.toByteArray());
    }
}
