package dev.jackplug.bench.race;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Many connections to one plugin, each of which had an answer and then says nothing. */
final class Idle implements AutoCloseable {

    private static final byte[] HANDSHAKE =
            "POST /Plugin.Activate HTTP/1.1\r\nHost: plugin\r\nContent-Length: 0\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII);

    private final List<SocketChannel> connections = new ArrayList<>();

    /** Opens more, until there are so many. */
    Idle upTo(Path socket, int count) {
        try {
            while (connections.size() < count) {
                SocketChannel connection = SocketChannel.open(UnixDomainSocketAddress.of(socket));
                connections.add(connection);
                connection.write(ByteBuffer.wrap(HANDSHAKE));
                if (connection.read(ByteBuffer.allocate(1024)) < 0) {
                    throw new IOException("the plugin takes no more than " + (connections.size() - 1) + " connections");
                }
            }
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int count() {
        return connections.size();
    }

    @Override
    public void close() {
        try {
            for (SocketChannel connection : connections) {
                connection.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
