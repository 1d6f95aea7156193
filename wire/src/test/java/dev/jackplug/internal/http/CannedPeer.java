package dev.jackplug.internal.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.jackplug.internal.socket.Deadlines;
import dev.jackplug.internal.socket.TlsClient;
import dev.jackplug.protocol.Address;
import dev.jackplug.protocol.TlsConfig;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** The two ends of one connection in one thread: ours, and a peer whose every byte the test writes. */
final class CannedPeer implements AutoCloseable {

    static final HttpRequest REQUEST = HttpRequest.of("/X", new byte[0]);

    private final Path folder = Files.createTempDirectory("jp");
    private final Deadlines deadlines = new Deadlines();
    private final SocketChannel peer;
    final HttpConnection connection;

    CannedPeer() throws IOException {
        Path socket = folder.resolve("s");
        try (ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            listener.bind(UnixDomainSocketAddress.of(socket));
            connection = HttpConnection.open(
                    new Address.Unix(socket), TlsClient.of(TlsConfig.SYSTEM), deadlines.start(Duration.ofSeconds(20)));
            peer = listener.accept();
        }
    }

    /** Lays an answer ready before it is asked for. */
    CannedPeer says(String bytes) throws IOException {
        peer.write(ByteBuffer.wrap(bytes.getBytes(ISO_8859_1)));
        return this;
    }

    /** What was said to the peer since the last look. */
    String heard() throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(8 * 1024);
        peer.read(bytes);
        return new String(bytes.array(), 0, bytes.position(), ISO_8859_1);
    }

    /** One exchange, its body read to the end. */
    byte[] exchange() throws IOException {
        return connection.exchange(REQUEST).read(1000);
    }

    /** The peer has said its last, and still listens. */
    void saysNoMore() throws IOException {
        peer.shutdownOutput();
    }

    void closePeer() throws IOException {
        peer.close();
    }

    void takeNoMore() throws IOException {
        peer.shutdownInput();
    }

    @Override
    public void close() throws IOException {
        connection.close();
        peer.close();
        deadlines.close();
        Files.delete(folder.resolve("s"));
        Files.delete(folder);
    }
}
