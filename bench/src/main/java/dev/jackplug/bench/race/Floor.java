package dev.jackplug.bench.race;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The bare exchange: the bytes of the request are written to a blocking unix socket, and so many read as the answer has. No
 * HTTP and no JSON is understood; no client in Java can be faster.
 */
final class Floor {

    private static final String BODY = "{\"Name\":\"data\"}";

    private static final byte[] REQUEST = ("POST /VolumeDriver.Get HTTP/1.1\r\nHost: plugin.moby.localhost\r\n"
                    + "User-Agent: jackplug\r\nContent-Length: " + BODY.length()
                    + "\r\nAccept: application/vnd.docker.plugins.v1.2+json\r\n\r\n" + BODY)
            .getBytes(StandardCharsets.US_ASCII);

    private static final Pattern LENGTH = Pattern.compile("Content-Length: ([0-9]+)");

    private final Deque<SocketChannel> idle = new ArrayDeque<>();
    private final Path socket;
    private final int answerLength;

    private Floor(Path socket) throws IOException {
        this.socket = socket;
        try (SocketChannel channel = connect()) {
            channel.write(ByteBuffer.wrap(REQUEST));
            ByteBuffer answer = ByteBuffer.allocate(4096);
            int head;
            do {
                channel.read(answer);
                head = text(answer).indexOf("\r\n\r\n");
            } while (head < 0);
            Matcher length = LENGTH.matcher(text(answer));
            if (!length.find()) {
                throw new IOException("the plugin does not say how long its answer is: " + text(answer));
            }
            answerLength = head + 4 + Integer.parseInt(length.group(1));
        }
    }

    private static String text(ByteBuffer answer) {
        return new String(answer.array(), 0, answer.position(), StandardCharsets.US_ASCII);
    }

    public static void main(String[] arguments) throws IOException {
        Console.answer(words -> {
            Floor floor = new Floor(Path.of(words[1]));
            try {
                return Load.run(Integer.parseInt(words[2]), Integer.parseInt(words[3]), floor::exchange);
            } finally {
                floor.close();
            }
        });
    }

    private SocketChannel connect() throws IOException {
        return SocketChannel.open(UnixDomainSocketAddress.of(socket));
    }

    private void exchange() {
        try {
            SocketChannel channel = take();
            channel.write(ByteBuffer.wrap(REQUEST));
            ByteBuffer answer = ByteBuffer.allocate(answerLength);
            while (answer.hasRemaining()) {
                if (channel.read(answer) < 0) {
                    throw new IOException("the plugin closed the connection");
                }
            }
            give(channel);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private SocketChannel take() throws IOException {
        synchronized (idle) {
            if (!idle.isEmpty()) {
                return idle.pop();
            }
        }
        return connect();
    }

    private void give(SocketChannel channel) {
        synchronized (idle) {
            idle.push(channel);
        }
    }

    private void close() throws IOException {
        for (SocketChannel channel : idle) {
            channel.close();
        }
    }
}
