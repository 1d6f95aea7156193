package dev.jackplug.host;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A plugin that answers {@code {}} once on each connection, and then takes no more from it without closing it: a host that
 * looks whether the connection was closed finds it open, and yet cannot write a byte to it.
 */
final class HalfDeadPlugin implements AutoCloseable {

    private final Path socket;
    private final ServerSocketChannel listener;
    private final List<SocketChannel> connections = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final Thread serving = new Thread(this::serve, "half-dead-plugin");

    HalfDeadPlugin(Path socket) throws IOException {
        this.socket = socket;
        listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(socket));
        serving.start();
    }

    /** What came in, a text for each request. */
    List<String> requests() {
        return requests;
    }

    private void serve() {
        try {
            while (true) {
                SocketChannel connection = listener.accept();
                connections.add(connection);
                requests.add(read(connection));
                connection.shutdownInput();
                connection.write(ByteBuffer.wrap("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}".getBytes(UTF_8)));
            }
        } catch (ClosedChannelException closed) {
            // This is how it ends.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The tests' requests end with a line feed after a brace, with the last chunk, or with the head. */
    private static String read(SocketChannel connection) throws IOException {
        StringBuilder text = new StringBuilder();
        ByteBuffer buffer = ByteBuffer.allocate(8 * 1024);
        while (!text.toString().matches("(?s).*(\\}\n|\r\n0\r\n\r\n|Length: 0\r\nAccept: \\S+\r\n\r\n)")) {
            if (connection.read(buffer.clear()) < 0) {
                break;
            }
            text.append(UTF_8.decode(buffer.flip()));
        }
        return text.toString();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (SocketChannel connection : connections) {
            connection.close();
        }
        Files.deleteIfExists(socket);
    }
}
