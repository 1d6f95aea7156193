package dev.jackplug.internal.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.jackplug.internal.http.HttpServerConnection.Received;
import dev.jackplug.internal.socket.ChannelSocket;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;

/** Any bytes as what a host sends: understood or refused, and the same however the network cut them in pieces. */
class HttpRequestFuzzTest {

    private static final int CAP = 500;

    private final SocketChannel channel = SocketChannel.open();

    HttpRequestFuzzTest() throws IOException {}

    @AfterEach
    void close() throws IOException {
        channel.close();
    }

    @FuzzTest
    void requestsAreUnderstoodOrRefusedHoweverTheyAreCut(byte[] said) throws IOException {
        assertThat(requests(said, 1)).isEqualTo(requests(said, Integer.MAX_VALUE));
    }

    /** What comes of the requests on one connection, until one of them is the last. */
    private List<String> requests(byte[] said, int atMost) throws IOException {
        HttpServerConnection connection =
                new HttpServerConnection(new ChannelSocket(channel), new MemorySocket(said, atMost));
        List<String> outcomes = new ArrayList<>();
        try {
            boolean more = true;
            while (more) {
                Received next = connection.receive();
                more = next != null && answered(connection, next, outcomes);
            }
        } catch (IOException e) {
            assertThat(Objects.requireNonNull(e.getMessage()).chars().anyMatch(Character::isISOControl))
                    .isFalse();
            outcomes.add(e.getClass().getSimpleName());
        }
        return outcomes;
    }

    private static boolean answered(HttpServerConnection connection, Received request, List<String> outcomes)
            throws IOException {
        byte[] body = request.read(CAP);
        assertThat(body.length).isLessThanOrEqualTo(CAP);
        outcomes.add(
                request.verb() + " " + request.path() + "?" + request.query() + " " + new String(body, ISO_8859_1));
        return connection.answer(200, body, false);
    }
}
