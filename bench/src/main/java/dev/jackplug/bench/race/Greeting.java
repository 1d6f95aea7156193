package dev.jackplug.bench.race;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Connections to a plugin that has just been started, in the fewest bytes. */
final class Greeting {

    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(30);

    private Greeting() {}

    /**
     * A connection over which the plugin has answered, as soon as it does. Its file alone does not tell: it is there before
     * anybody listens, and a plugin of ours turns away who connects before its socket has its mode.
     */
    static SocketChannel first(Process process, Path socket) throws IOException {
        long end = System.nanoTime() + PATIENCE;
        while (true) {
            try {
                return one(socket);
            } catch (IOException e) {
                if (!process.isAlive() || System.nanoTime() > end) {
                    throw e;
                }
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(1);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A connection over which the plugin has answered. */
    static SocketChannel one(Path socket) throws IOException {
        SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
        try {
            call(channel, "Plugin.Activate", "");
            return channel;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** Says what was answered. Answers are so short that they come in one piece. */
    static String call(SocketChannel channel, String method, String body) throws IOException {
        String request =
                "POST /" + method + " HTTP/1.1\r\nHost: plugin\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
        channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
        ByteBuffer answer = ByteBuffer.allocate(4096);
        int count = channel.read(answer);
        String text = new String(answer.array(), 0, Math.max(count, 0), StandardCharsets.US_ASCII);
        if (!text.contains(" 200 OK")) {
            throw new IOException("no answer to " + method);
        }
        return text;
    }
}
