package dev.jackplug.sdk;

import java.io.IOException;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** The socket of a plugin in the file system. A leftover of a dead process is taken over, a live one never. */
record SocketFile(Path path) {

    ServerSocketChannel bind() throws IOException {
        Files.createDirectories(path.getParent());
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            if (somebodyListens()) {
                throw new IllegalStateException(
                        "another process listens at " + path + "; stop it, or use another name");
            }
            Files.delete(path);
        }
        ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            listener.bind(UnixDomainSocketAddress.of(path), 128);
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-rw----"));
            return listener;
        } catch (IOException | RuntimeException e) {
            listener.close();
            throw e;
        }
    }

    /** Asks without blocking: a listener whose queue is full is one all the same. */
    private boolean somebodyListens() throws IOException {
        try (SocketChannel probe = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            probe.configureBlocking(false);
            probe.connect(UnixDomainSocketAddress.of(path));
            return true;
        } catch (SocketException e) {
            return String.valueOf(e.getMessage()).contains("temporarily unavailable");
        }
    }

    void remove() throws IOException {
        Files.deleteIfExists(path);
    }
}
