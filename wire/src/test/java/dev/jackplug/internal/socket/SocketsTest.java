package dev.jackplug.internal.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SocketsTest {

    @Test
    void somebodyListensUntilHeIsGone() throws IOException {
        Path folder = Files.createTempDirectory("jp");
        Path socket = folder.resolve("s");
        try {
            assertThat(Sockets.somebodyListens(socket)).isFalse();
            try (ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
                listener.bind(UnixDomainSocketAddress.of(socket));
                assertThat(Sockets.somebodyListens(socket)).isTrue();
            }
            assertThat(socket).exists();
            assertThat(Sockets.somebodyListens(socket)).isFalse();
        } finally {
            Files.deleteIfExists(socket);
            Files.delete(folder);
        }
    }
}
