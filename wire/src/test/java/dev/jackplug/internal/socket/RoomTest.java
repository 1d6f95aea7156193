package dev.jackplug.internal.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What the kernel is told to do for a writer. */
class RoomTest {

    @AutoClose
    private final ConnectedPair pair = ConnectedPair.over("unix");

    RoomTest() throws IOException {}

    @Test
    void aWriterOnAUnixSocketGetsFurtherAheadThanByDefault() throws IOException {
        byte[] more = new byte[usualRoom(pair.peer()) * 3 / 2];
        CompletableFuture<Void> written = CompletableFuture.runAsync(() -> write(more));
        written.orTimeout(1, TimeUnit.MINUTES).join();
        assertThat(pair.socket().sent()).isEqualTo(more.length);
    }

    @Test
    void whoeverAcceptsOnTcpNeedNotWaitForWhatWasSentToArriveEither() throws IOException {
        try (ConnectedPair tcp = ConnectedPair.over("tcp");
                ChannelSocket accepted = new ChannelSocket(tcp.peer())) {
            assertThat(accepted.isClosed()).isFalse();
            assertThat(tcp.peer().getOption(StandardSocketOptions.TCP_NODELAY)).isTrue();
        }
    }

    private static int usualRoom(SocketChannel channel) throws IOException {
        channel.configureBlocking(false);
        int room = 0;
        for (int count = more(channel); count > 0; count = more(channel)) {
            room += count;
        }
        return room;
    }

    private static int more(SocketChannel channel) throws IOException {
        return channel.write(ByteBuffer.allocate(16 * 1024));
    }

    private void write(byte[] bytes) {
        try {
            pair.socket().getOutputStream().write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
