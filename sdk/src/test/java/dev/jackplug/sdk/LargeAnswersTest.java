package dev.jackplug.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What a connection keeps of an answer that was large. */
class LargeAnswersTest {

    private static final int CONNECTIONS = 8;
    private static final int SIZE = 8 * 1024 * 1024;
    private static final int PIECE = 16 * 1024;

    @AutoClose
    private final ServerFixture fixture = new ServerFixture();

    private final List<SocketChannel> open = new ArrayList<>();

    LargeAnswersTest() throws IOException {}

    @AfterEach
    void hangUp() throws IOException {
        for (SocketChannel channel : open) {
            channel.close();
        }
    }

    @Test
    void isLittleOutsideTheHeap() throws IOException {
        fixture.start(ServerLimits.DEFAULT);
        byte[] request = ServerFixture.request("x".repeat(SIZE)).getBytes(StandardCharsets.ISO_8859_1);
        long before = WaitingConnectionsTest.outsideTheHeap();
        for (int i = 0; i < CONNECTIONS; i++) {
            SocketChannel channel = fixture.say("");
            open.add(channel);
            for (int from = 0; from < request.length; from += PIECE) {
                channel.write(ByteBuffer.wrap(request, from, Math.min(PIECE, request.length - from)));
            }
            readAnAnswer(channel);
        }
        assertThat(WaitingConnectionsTest.outsideTheHeap() - before).isLessThan((CONNECTIONS + 1) * SIZE / 16L);
    }

    private static void readAnAnswer(SocketChannel channel) throws IOException {
        ByteBuffer piece = ByteBuffer.allocate(PIECE);
        for (long bytes = 0; bytes < SIZE; bytes += piece.position()) {
            assertThat(channel.read(piece.clear())).isPositive();
        }
    }
}
