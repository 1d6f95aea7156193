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
 * HTTP and no JSON is understood, nothing is allocated, and every caller has a connection of its own, open beforehand. A
 * caller sleeps until the answer comes, as callers do; or it never does, which shows what a plugin takes without what it takes to
 * wake the caller.
 */
final class Floor {

    private static final String BODY = "{\"Name\":\"data\"}";

    private static final byte[] REQUEST = ("POST /VolumeDriver.Get HTTP/1.1\r\nHost: plugin.moby.localhost\r\n"
                    + "User-Agent: jackplug\r\nContent-Length: " + BODY.length()
                    + "\r\nAccept: application/vnd.docker.plugins.v1.2+json\r\n\r\n" + BODY)
            .getBytes(StandardCharsets.US_ASCII);

    /** Asks for callers that look for the answer until it is there. */
    static final String AWAKE = "awake";

    private static final Pattern LENGTH = Pattern.compile("Content-Length: ([0-9]+)");

    private static final Map<String, Floor> CONNECTIONS = new HashMap<>();

    private final SocketChannel channel;
    private final ByteBuffer request = ByteBuffer.allocateDirect(REQUEST.length).put(REQUEST);
    private final ByteBuffer answer;
    private final byte last;

    private Floor(String socket, boolean awake) {
        try {
            channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
            channel.configureBlocking(!awake);
            ByteBuffer first = firstAnswer();
            last = first.get(first.position() - 1);
            answer = ByteBuffer.allocateDirect(first.position());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static void main(String[] arguments) {
        Console.answer(words -> Load.run(
                Integer.parseInt(words[2]),
                Integer.parseInt(words[3]),
                caller -> of(words[1], words[0].equals(AWAKE), caller)));
    }

    private static Runnable of(String socket, boolean awake, int caller) {
        return CONNECTIONS.computeIfAbsent(socket + " " + awake + " " + caller, key -> new Floor(socket, awake))
                ::exchange;
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

    /** One that sleeps gets something at once when it wakes; one that does not lets others have the processor in between. */
    @SuppressWarnings("ThreadPriorityCheck")
    private void receive(ByteBuffer into) throws IOException {
        int count = channel.read(into);
        while (count == 0) {
            Thread.yield();
            count = channel.read(into);
        }
        if (count < 0) {
            throw new IOException("the plugin closed the connection");
        }
    }
}
