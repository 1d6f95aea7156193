package dev.jackplug.host;

import static dev.jackplug.host.HostFixture.AMPLE;
import static dev.jackplug.host.HostFixture.HANG;
import static dev.jackplug.host.HostFixture.SHORT;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jackplug.protocol.DeadlineException;
import dev.jackplug.protocol.DriverException;
import dev.jackplug.protocol.MethodNotImplementedException;
import dev.jackplug.protocol.RawJson;
import dev.jackplug.protocol.TransportException;
import dev.jackplug.tck.Answer;
import dev.jackplug.tck.Connection;
import dev.jackplug.tck.Fault;
import dev.jackplug.tck.ScriptedPlugin;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Answers that are read while they come in. */
class StreamTest {

    private static final String METHOD = "Acme.Read";
    private static final RawJson NOTHING = new RawJson("{}");

    @AutoClose
    private final HostFixture fixture = new HostFixture();

    private final ScriptedPlugin plugin = fixture.plugin("p");

    StreamTest() throws IOException {}

    @Test
    @Tag("held-78")
    void aStreamIsThereBeforeItsBodyIsComplete() throws IOException {
        plugin.answering(METHOD, begins("first"));
        try (InputStream stream = fixture.client("p").stream(METHOD, NOTHING)) {
            assertThat(new String(stream.readNBytes(5), UTF_8)).isEqualTo("first");
        }
    }

    @Test
    @Tag("held-78")
    void closingAStreamEarlyDropsItsConnection() throws IOException {
        plugin.answering(METHOD, begins("first"));
        fixture.client("p").stream(METHOD, NOTHING).close();
        plugin.awaitOpenConnections(0, HANG);
    }

    @Test
    @Tag("held-78")
    void aStreamReadToItsEndGivesItsConnectionBack() throws IOException {
        plugin.answering(METHOD, Answer.chunked("first", "second"));
        PluginClient client = fixture.client("p");
        for (int i = 0; i < 3; i++) {
            try (InputStream stream = client.stream(METHOD, NOTHING)) {
                assertThat(new String(stream.readAllBytes(), UTF_8)).isEqualTo("firstsecond");
            }
        }
        assertThat(plugin.connections()).isEqualTo(1);
    }

    @Test
    void closingAStreamTwiceGivesOneCallBack() throws IOException {
        plugin.answering(METHOD, begins("first"));
        PluginClient client = fixture.client("p", limits -> limits.withCallsInFlight(1));
        InputStream first = client.stream(METHOD, NOTHING);
        first.close();
        first.close();
        client.stream(METHOD, NOTHING);
        assertThatThrownBy(() -> client.within(SHORT).stream(METHOD, NOTHING)).hasMessageContaining("in flight");
    }

    @Test
    @Tag("held-79")
    void theLimitOfTheCallDoesNotCutAnActiveStream() throws IOException {
        plugin.answering(METHOD, slowly(AMPLE.plus(SHORT)));
        try (InputStream stream = fixture.client("p").within(AMPLE).stream(METHOD, NOTHING)) {
            assertThat(new String(stream.readAllBytes(), UTF_8)).isEqualTo("firstsecond");
        }
    }

    @Test
    void theLimitOfTheCallCoversTheHead() {
        plugin.answering(METHOD, Answer.hang());
        PluginClient client = fixture.client("p").within(SHORT);
        assertThatThrownBy(() -> client.stream(METHOD, NOTHING)).isInstanceOf(DeadlineException.class);
    }

    @Test
    void aPauseBeyondTheIdleLimitEndsAStream() throws IOException {
        plugin.answering(METHOD, begins("first"));
        try (InputStream stream = idling(AMPLE)) {
            stream.readNBytes(5);
            assertThatThrownBy(stream::read)
                    .isInstanceOf(DeadlineException.class)
                    .hasMessageContaining("2 s");
        }
    }

    @Test
    void aReaderThatPausesIsNotTakenForAPluginThatDoes() throws IOException {
        CountDownLatch gate = new CountDownLatch(1);
        Answer second = Answer.raw("6\r\nsecond\r\n0\r\n\r\n").after(gate);
        plugin.answering(METHOD, (request, connection) -> {
            begins(connection, "first");
            second.write(request, connection);
        });
        try (InputStream stream = idling(AMPLE)) {
            stream.readNBytes(5);
            HostFixture.pass(AMPLE.plus(SHORT));
            gate.countDown();
            assertThat(new String(stream.readAllBytes(), UTF_8)).isEqualTo("second");
        }
    }

    @Test
    void anAnswerOfAnotherStatusIsAnErrorAndNoStream() {
        plugin.answering(METHOD, Answer.status(500, "{\"Err\":\"no disk\"}"));
        PluginClient client = fixture.client("p");
        assertThatThrownBy(() -> client.stream(METHOD, NOTHING))
                .isInstanceOf(DriverException.class)
                .hasMessageContaining("no disk");
    }

    @Test
    void anAnswerOfAnotherStatusFreesItsConnection() {
        PluginClient client = fixture.client("p", limits -> limits.withCallsInFlight(1));
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> client.stream(METHOD, NOTHING)).isInstanceOf(MethodNotImplementedException.class);
        }
        assertThat(plugin.connections()).isEqualTo(1);
    }

    @Test
    void aStreamThatBreaksOffSaysSo() throws IOException {
        plugin.faulting(METHOD, Fault.CLOSES_INSIDE_CHUNKS);
        try (InputStream stream = fixture.client("p").stream(METHOD, NOTHING)) {
            assertThatThrownBy(stream::readAllBytes).isInstanceOf(TransportException.class);
        }
    }

    @Test
    void aStreamHasNoCapOnItsLength() throws IOException {
        plugin.answering(METHOD, Answer.json("x".repeat(1000)));
        PluginClient client = fixture.client("p", limits -> limits.withAnswerBytes(30));
        try (InputStream stream = client.stream(METHOD, NOTHING)) {
            assertThat(stream.readAllBytes()).hasSize(1000);
        }
    }

    @Test
    void closingAStreamEndsAReadThatWaits() throws Exception {
        plugin.answering(METHOD, begins("first"));
        InputStream stream = fixture.client("p").stream(METHOD, NOTHING);
        stream.readNBytes(5);
        Running<Integer> reader = Running.start(stream::read);
        HostFixture.await("reading", () -> !reader.done());
        stream.close();
        reader.failure(TransportException.class);
    }

    @Test
    void interruptingAReaderEndsItsRead() throws Exception {
        plugin.answering(METHOD, begins("first"));
        InputStream stream = fixture.client("p").stream(METHOD, NOTHING);
        Running<Integer> reader = Running.start(() -> stream.readAllBytes().length);
        reader.interrupt();
        assertThat(reader.failure(TransportException.class)).hasMessageContaining("interrupted");
        stream.close();
    }

    private InputStream idling(Duration limit) {
        return fixture.client("p", limits -> limits.withStreamIdle(limit)).stream(METHOD, NOTHING);
    }

    /** An answer that begins and does not end. */
    private static Answer begins(String text) {
        return (request, connection) -> {
            begins(connection, text);
            connection.awaitClosed();
        };
    }

    private static void begins(Connection connection, String text) throws IOException {
        String head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
        String chunk = Integer.toHexString(text.length()) + "\r\n" + text + "\r\n";
        connection.out().write((head + chunk).getBytes(UTF_8));
        connection.out().flush();
    }

    private static Answer slowly(Duration pause) {
        return (request, connection) -> {
            begins(connection, "first");
            connection.awaitClosed(pause);
            connection.out().write("6\r\nsecond\r\n0\r\n\r\n".getBytes(UTF_8));
        };
    }
}
