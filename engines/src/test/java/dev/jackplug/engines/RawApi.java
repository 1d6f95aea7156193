package dev.jackplug.engines;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;

/** Speaks to dockerd's API in bytes of the test's choice: what no docker command sends. */
record RawApi(Path socket) {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** What came back: the status, and the body as it came, chunks included. */
    record Answer(int status, String body) {

        /** What the user is told. */
        String message() {
            return body.replaceFirst("(?s).*\"message\":\"(.*?[^\\\\])\"}.*", "$1")
                    .strip();
        }
    }

    /** Posts a JSON body with its length. */
    Answer post(String target, String json) throws IOException {
        return post(target, "Content-Type: application/json\r\n" + length(json), json);
    }

    /** Posts a JSON body in chunks, as clients of the JVM do. */
    Answer postInChunks(String target, String json) throws IOException {
        int half = json.length() / 2;
        String body = chunk(json.substring(0, half)) + chunk(json.substring(half)) + "0\r\n\r\n";
        return post(target, "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n", body);
    }

    private static String chunk(String text) {
        return Integer.toHexString(text.length()) + "\r\n" + text + "\r\n";
    }

    static String length(String body) {
        return "Content-Length: " + body.getBytes(UTF_8).length + "\r\n";
    }

    /** Posts with headers of one's own, each of which ends its line. */
    Answer post(String target, String headers, String body) throws IOException {
        return send("POST " + target + " HTTP/1.1\r\nHost: docker\r\nConnection: close\r\n" + headers + "\r\n" + body);
    }

    Answer get(String target) throws IOException {
        return send("GET " + target + " HTTP/1.1\r\nHost: docker\r\nConnection: close\r\n\r\n");
    }

    private Answer send(String bytes) throws IOException {
        try (Selector selector = Selector.open();
                SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(socket));
            channel.configureBlocking(false);
            SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
            String answer = exchange(key, channel, ByteBuffer.wrap(bytes.getBytes(UTF_8)));
            int head = answer.indexOf("\r\n\r\n");
            return new Answer(Integer.parseInt(answer.split(" ", 3)[1]), answer.substring(head + 4));
        }
    }

    /** Reads whatever there is to read before it writes on: who is refused is answered before all of it was sent. */
    private String exchange(SelectionKey key, SocketChannel channel, ByteBuffer request) throws IOException {
        long end = System.nanoTime() + LIMIT.toNanos();
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        ByteBuffer buffer = ByteBuffer.allocate(64 * 1024);
        try {
            while (System.nanoTime() < end) {
                key.interestOps(SelectionKey.OP_READ | (request.hasRemaining() ? SelectionKey.OP_WRITE : 0));
                key.selector().select(1_000);
                key.selector().selectedKeys().clear();
                if (!key.isReadable()) {
                    channel.write(request);
                } else if (channel.read(buffer.clear()) < 0) {
                    return all.toString(ISO_8859_1);
                } else {
                    all.write(buffer.array(), 0, buffer.position());
                }
            }
        } catch (IOException reset) { // Who has not read the whole request ends the connection so.
            if (all.size() == 0) {
                throw reset;
            }
            return all.toString(ISO_8859_1);
        }
        throw new AssertionError("no end of the answer within " + LIMIT + ": " + all.toString(ISO_8859_1));
    }
}
