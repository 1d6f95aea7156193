package dev.jackplug.bench.race;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The bare exchange: the bytes of the request are written to a blocking unix socket, and so many read as the answer has. No
 * HTTP and no JSON is understood, nothing is allocated, and every caller has a connection of its own, open beforehand.
 */
final class Floor {

    private static final String BODY = "{\"Name\":\"data\"}";

    private static final byte[] REQUEST = ("POST /VolumeDriver.Get HTTP/1.1\r\nHost: plugin.moby.localhost\r\n"
                    + "User-Agent: jackplug\r\nContent-Length: " + BODY.length()
                    + "\r\nAccept: application/vnd.docker.plugins.v1.2+json\r\n\r\n" + BODY)
            .getBytes(StandardCharsets.US_ASCII);

    private static final Pattern LENGTH = Pattern.compile("Content-Length: ([0-9]+)");

    private static final Map<String, Floor> CONNECTIONS = new HashMap<>();

    private final SocketChannel channel;
    private final ByteBuffer request = ByteBuffer.allocateDirect(REQUEST.length).put(REQUEST);
    private final ByteBuffer answer;
    private final byte last;

    private Floor(String socket) {
        try {
            channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
            ByteBuffer first = firstAnswer();
            last = first.get(first.position() - 1);
            answer = ByteBuffer.allocateDirect(first.position());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static void main(String[] arguments) {
        Console.answer(words ->
                Load.run(Integer.parseInt(words[2]), Integer.parseInt(words[3]), caller -> of(words[1], caller)));
    }

    private static Runnable of(String socket, int caller) {
        return CONNECTIONS.computeIfAbsent(socket + " " + caller, key -> new Floor(socket))::exchange;
    }

    /** Tells how long an answer is. */
    private ByteBuffer firstAnswer() throws IOException {
        send();
        ByteBuffer first = ByteBuffer.allocate(4096);
        int length = first.capacity();
        while (first.position() < length) {
            receive(first);
            String text = new String(first.array(), 0, first.position(), StandardCharsets.US_ASCII);
            Matcher body = LENGTH.matcher(text);
            int head = text.indexOf("\r\n\r\n");
            if (head >= 0 && body.find()) {
                length = head + 4 + Integer.parseInt(body.group(1));
            }
        }
        return first;
    }

    private void exchange() {
        try {
            send();
            answer.clear();
            while (answer.hasRemaining()) {
                receive(answer);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (answer.get(answer.limit() - 1) != last) {
            throw new IllegalStateException("the answers have not all the same length");
        }
    }

    private void send() throws IOException {
        request.rewind();
        while (request.hasRemaining()) {
            channel.write(request);
        }
    }

    private void receive(ByteBuffer into) throws IOException {
        if (channel.read(into) < 0) {
            throw new IOException("the plugin closed the connection");
        }
    }
}
