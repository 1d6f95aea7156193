package dev.jackplug.bench.race;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Many plugins in one process on one thread: each answers every request with the same manifest, or, if it is dead, never
 * accepts. Answers a line {@code start FOLDER LIVE DEAD} once they listen.
 */
final class Crowd {

    private static final String MANIFEST = "{\"Implements\":[\"VolumeDriver\"]}";

    private static final byte[] ANSWER =
            ("HTTP/1.1 200 OK\r\nContent-Type: application/vnd.docker.plugins.v1.2+json\r\n" + "Content-Length: "
                            + MANIFEST.length() + "\r\n\r\n" + MANIFEST)
                    .getBytes(StandardCharsets.US_ASCII);

    private final ByteBuffer request = ByteBuffer.allocate(64 * 1024);
    private final Selector selector = Selector.open();

    private Crowd() throws IOException {}

    public static void main(String[] arguments) throws IOException {
        Console.answer(words -> {
            Crowd crowd = new Crowd();
            Path folder = Path.of(words[1]);
            int live = Integer.parseInt(words[2]);
            int dead = Integer.parseInt(words[3]);
            for (int i = 0; i < live + dead; i++) {
                crowd.listen(folder.resolve("plugin" + i + ".sock"), i < live);
            }
            Thread thread = new Thread(crowd::serve, "crowd");
            thread.setDaemon(true);
            thread.start();
            return new long[] {live + dead};
        });
    }

    private void listen(Path socket, boolean live) throws IOException {
        ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        listener.bind(UnixDomainSocketAddress.of(socket));
        listener.configureBlocking(false);
        // A key without interest keeps the dead ones from being collected.
        listener.register(selector, live ? SelectionKey.OP_ACCEPT : 0);
    }

    private void serve() {
        try {
            while (true) {
                selector.select(this::ready);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void ready(SelectionKey key) {
        try {
            if (key.channel() instanceof ServerSocketChannel listener) {
                SocketChannel connection = listener.accept();
                connection.configureBlocking(false);
                connection.register(selector, SelectionKey.OP_READ);
            } else {
                answer((SocketChannel) key.channel());
            }
        } catch (IOException e) {
            key.cancel();
        }
    }

    /** A handshake fits into one read. */
    private void answer(SocketChannel connection) throws IOException {
        if (connection.read(request.clear()) < 0) {
            connection.close();
        } else {
            connection.write(ByteBuffer.wrap(ANSWER));
        }
    }
}
