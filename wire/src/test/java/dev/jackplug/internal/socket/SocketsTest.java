package dev.jackplug.internal.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SocketsTest {

    private final Path folder = Files.createTempDirectory("jp");
    private final Path socket = folder.resolve("s");

    SocketsTest() throws IOException {}

    @AfterEach
    void delete() throws IOException {
        Files.deleteIfExists(socket);
        Files.delete(folder);
    }

    private ServerSocketChannel listening(int queue) throws IOException {
        return ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(socket), queue);
    }

    @Test
    void somebodyListensUntilHeIsGone() throws IOException {
        assertThat(Sockets.somebodyListens(socket)).isFalse();
        try (ServerSocketChannel listener = listening(5)) {
            assertThat(listener.isOpen()).isTrue();
            assertThat(Sockets.somebodyListens(socket)).isTrue();
        }
        assertThat(socket).exists();
        assertThat(Sockets.somebodyListens(socket)).isFalse();
    }

    @Test
    void whoseQueueIsFullListens() throws IOException {
        List<SocketChannel> queued = new ArrayList<>();
        try (ServerSocketChannel listener = listening(1)) {
            assertThat(listener.isOpen()).isTrue();
            SocketException full = fill(queued);
            assertThat(Sockets.queueIsFull(full, socket)).isTrue();
            assertThat(Sockets.somebodyListens(socket)).isTrue();
        } finally {
            for (SocketChannel one : queued) {
                one.close();
            }
        }
    }

    private SocketException fill(List<SocketChannel> queued) throws IOException {
        while (true) {
            SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
            queued.add(channel);
            channel.configureBlocking(false);
            try {
                channel.connect(UnixDomainSocketAddress.of(socket));
            } catch (SocketException e) {
                return e;
            }
        }
    }

    @Test
    void aFullQueueIsKnownInEveryLanguage() throws IOException {
        SocketException full = new SocketException("Die Ressource ist zur Zeit nicht verf\u00fcgbar");
        assertThat(Sockets.queueIsFull(full, socket)).isFalse();
        Files.createFile(socket);
        assertThat(Sockets.queueIsFull(full, socket)).isTrue();
        assertThat(Sockets.queueIsFull(new ConnectException("Verbindungsaufbau abgelehnt"), socket))
                .isFalse();
        assertThat(Sockets.queueIsFull(new SocketException("Protocol wrong type for socket"), socket))
                .isFalse();
    }
}
