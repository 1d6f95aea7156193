package dev.jackplug.internal.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.jackplug.internal.socket.ChannelSocket;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;

/** Any bytes as what a plugin answers: understood or refused, and the same however the network cut them in pieces. */
class HttpAnswerFuzzTest {

    private static final int CAP = 1000;

    /** Open, as the connections of a host are while an answer is read. Nothing is read from it. */
    private final SocketChannel channel = SocketChannel.open();

    HttpAnswerFuzzTest() throws IOException {}

    @AfterEach
    void close() throws IOException {
        channel.close();
    }

    @FuzzTest
    void anAnswerIsUnderstoodOrRefusedHoweverItIsCut(byte[] said) throws IOException {
        assertThat(exchanges(said, 1)).isEqualTo(exchanges(said, Integer.MAX_VALUE));
    }

    /** What comes of exchanges on one connection, until one of them is the last. */
    private List<String> exchanges(byte[] said, int atMost) throws IOException {
        HttpConnection connection =
                new HttpConnection(new ChannelSocket(channel), new MemorySocket(said, atMost), "plugin");
        List<String> outcomes = new ArrayList<>();
        try {
            do {
                HttpAnswer answer = connection.exchange(CannedPeer.REQUEST);
                byte[] body = answer.read(CAP);
                assertThat(body.length).isLessThanOrEqualTo(CAP);
                outcomes.add(answer.status() + " " + new String(body, ISO_8859_1));
            } while (connection.reusable() && outcomes.size() < said.length);
        } catch (IOException e) {
            assertThat(connection.reusable()).isFalse();
            assertThat(Objects.requireNonNull(e.getMessage()).chars().anyMatch(Character::isISOControl))
                    .isFalse();
            outcomes.add(e.getClass().getSimpleName());
        }
        return outcomes;
    }
}
