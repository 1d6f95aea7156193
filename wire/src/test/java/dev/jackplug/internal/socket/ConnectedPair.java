package dev.jackplug.internal.socket;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** Both ends of one connection: ours, and that of a peer. */
record ConnectedPair(ChannelSocket socket, SocketChannel peer) implements AutoCloseable {

    /** Connects over {@code unix} or {@code tcp}. */
    static ConnectedPair over(String family) throws IOException {
        Path folder = Files.createTempDirectory("jp");
        Path file = folder.resolve("p.sock");
        try (ServerSocketChannel server = family.equals("unix") ? unix(file) : tcp()) {
            ChannelSocket socket = new ChannelSocket(SocketChannel.open(server.getLocalAddress()));
            return new ConnectedPair(socket, server.accept());
        } finally {
            Files.deleteIfExists(file);
            Files.delete(folder);
        }
    }

    private static ServerSocketChannel unix(Path file) throws IOException {
        return ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(file));
    }

    private static ServerSocketChannel tcp() throws IOException {
        return ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    @Override
    public void close() throws IOException {
        socket.close();
        peer.close();
    }
}
