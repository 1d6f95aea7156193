package dev.jackplug.internal.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.jackplug.internal.socket.ChannelSocket;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;

/** Any bytes as what a plugin answers: understood or refused, and the same however the network cut them in pieces. */
class HttpAnswerFuzzTest {

    private static final int CAP = 500;

    /** Open, as the connections of a host are while an answer is read. Nothing is read from it. */
    private final SocketChannel channel = SocketChannel.open();

    HttpAnswerFuzzTest() throws IOException {}

    @AfterEach
    void close() throws IOException {
        channel.close();
    }

    @FuzzTest
    void anAnswerIsUnderstoodOrRefusedHoweverItIsCut(byte[] said) throws IOException {
        assertThat(outcome(said, 1)).isEqualTo(outcome(said, Integer.MAX_VALUE));
    }

    private String outcome(byte[] said, int atMost) throws IOException {
        HttpConnection connection =
                new HttpConnection(new ChannelSocket(channel), new MemorySocket(said, atMost), "plugin");
        try {
            HttpAnswer answer = connection.exchange(CannedPeer.REQUEST);
            byte[] body = answer.read(CAP);
            assertThat(body.length).isLessThanOrEqualTo(CAP);
            return answer.status() + " " + new String(body, ISO_8859_1);
        } catch (IOException e) {
            String message = Objects.requireNonNull(e.getMessage());
            assertThat(message.chars().anyMatch(Character::isISOControl)).isFalse();
            assertThat(connection.reusable()).isFalse();
            return e.getClass().getSimpleName();
        }
    }
}
