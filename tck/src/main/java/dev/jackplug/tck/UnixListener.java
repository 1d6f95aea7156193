package dev.jackplug.tck;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/** Listens on a unix socket; a socket file that is already there is replaced, as plugins do. */
final class UnixListener implements Listener {

    private static final int BACKLOG = 128;

    private final Path socket;
    private final ServerSocketChannel server;

    private UnixListener(Path socket, ServerSocketChannel server) {
        this.socket = socket;
        this.server = server;
    }

    static UnixListener bind(Path path) throws IOException {
        Path socket = path.toAbsolutePath();
        prepare(socket);
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            server.bind(UnixDomainSocketAddress.of(socket), BACKLOG);
        } catch (IOException refused) {
            server.close();
            throw refused;
        }
        return new UnixListener(socket, server);
    }

    private static void prepare(Path socket) throws IOException {
        Path parent = socket.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        if (Files.exists(socket, LinkOption.NOFOLLOW_LINKS)
                && Files.readAttributes(socket, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                        .isOther()) {
            Files.delete(socket);
        }
    }

    @Override
    public String address() {
        return "unix://" + socket;
    }

    @Override
    public Link accept() throws IOException {
        return Link.over(server.accept());
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    @Override
    public void removeTraces() throws IOException {
        Files.deleteIfExists(socket);
    }
}
