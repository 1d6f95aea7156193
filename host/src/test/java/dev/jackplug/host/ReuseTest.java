package dev.jackplug.host;

import static dev.jackplug.host.HostFixture.HANG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.jackplug.protocol.Manifest;
import dev.jackplug.protocol.RawJson;
import dev.jackplug.protocol.TransportException;
import dev.jackplug.protocol.volume.CreateRequest;
import dev.jackplug.protocol.volume.GetRequest;
import dev.jackplug.protocol.volume.VolumeDriver;
import dev.jackplug.tck.Answer;
import dev.jackplug.tck.Received;
import dev.jackplug.tck.ScriptedPlugin;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Connections that are used again, what happens when they turn out dead, and what is sent again. */
class ReuseTest {

    private static final String METHOD = "Acme.Do";
    private static final String CREATE = "VolumeDriver.Create";
    private static final String GET = "VolumeDriver.Get";
    private static final Answer NO_ANSWER = Answer.raw("").andClose();

    @AutoClose
    private final HostFixture fixture = new HostFixture();

    private final ScriptedPlugin plugin = fixture.plugin("p")
            .implementing("VolumeDriver")
            .answering(METHOD, Answer.json("{}"))
            .answering(CREATE, Answer.json("{}"))
            .answering(GET, Answer.json("{\"Volume\":{\"Name\":\"v\"}}"));
    private final Plugins plugins = fixture.host();
    private final PluginClient client = plugins.get("p").client();
    private final VolumeDriver driver = plugins.driver("p", VolumeDriver.SUBSYSTEM);

    ReuseTest() throws IOException {}

    @Test
    void oneConnectionServesManyCalls() {
        for (int i = 0; i < 5; i++) {
            client.call(METHOD, RawJson.class);
        }
        assertThat(plugin.connections()).isEqualTo(1);
    }

    @Test
    void aFailedCallLeavesItsConnectionUsable() {
        plugin.answeringOnce(METHOD, Answer.status(500, "no"));
        catchThrowableOfType(RuntimeException.class, () -> client.call(METHOD, RawJson.class));
        client.call(METHOD, RawJson.class);
        assertThat(plugin.connections()).isEqualTo(1);
    }

    @Test
    void callsSideBySideHaveAConnectionEach() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        plugin.answering(METHOD, Answer.json("{}").after(gate));
        List<Running<RawJson>> calls = Running.start(4, () -> client.call(METHOD, RawJson.class));
        plugin.awaitReceived(METHOD, 4, HANG);
        gate.countDown();
        for (Running<RawJson> call : calls) {
            call.result();
        }
        assertThat(plugin.connections()).isEqualTo(4);
    }

    @Test
    void connectionsThatAreIdleTooLongAreClosedButForTheLast() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        plugin.answering(METHOD, Answer.json("{}").after(gate));
        plugins.close();
        PluginClient impatient = fixture.client("p", limits -> limits.withIdleConnection(Duration.ofMillis(50)));
        List<Running<RawJson>> calls = Running.start(3, () -> impatient.call(METHOD, RawJson.class));
        plugin.awaitReceived(METHOD, 3, HANG);
        gate.countDown();
        for (Running<RawJson> call : calls) {
            call.result();
        }
        plugin.awaitOpenConnections(1, HANG);
    }

    @Test
    void filesSentOneAfterTheOtherDoNotPileUpConnections() {
        for (int i = 0; i < 5; i++) {
            client.sendFile(METHOD, new ByteArrayInputStream(new byte[10]), RawJson.class);
        }
        plugin.awaitOpenConnections(1, HANG);
    }

    @Test
    @Tag("held-82")
    void aConnectionThatDiedIdleLosesNoCallAndDoublesNone() {
        for (int i = 1; i <= 3; i++) {
            plugin.closeIdleConnections();
            awaitNoConnections();
            driver.create(new CreateRequest("v" + i, Map.of()));
            assertThat(plugin.received(CREATE)).hasSize(i);
        }
    }

    @Test
    void aCallThatMayNotBeRepeatedIsSentOnce() {
        plugin.answeringOnce(CREATE, NO_ANSWER);
        catchThrowableOfType(TransportException.class, () -> driver.create(new CreateRequest("v", Map.of())));
        assertThat(plugin.received(CREATE)).hasSize(1);
    }

    @Test
    void aCallThatMayNotBeRepeatedSaysThatItMayHaveRun() {
        plugin.answeringOnce(CREATE, NO_ANSWER);
        TransportException e =
                catchThrowableOfType(TransportException.class, () -> driver.create(new CreateRequest("v", Map.of())));
        assertThat(e.mayHaveRun()).isTrue();
    }

    @Test
    @Tag("held-52")
    void aCallThatMayBeRepeatedIsSentAgainWithItsWholeBody() {
        plugin.answeringOnce(GET, NO_ANSWER);
        driver.get(new GetRequest("v"));
        assertThat(plugin.received(GET))
                .extracting(Received::text)
                .containsExactly("{\"Name\":\"v\"}\n", "{\"Name\":\"v\"}\n");
    }

    @Test
    void aCallThatMayBeRepeatedIsSentAgainOnce() {
        plugin.answering(GET, NO_ANSWER);
        catchThrowableOfType(TransportException.class, () -> driver.get(new GetRequest("v")));
        assertThat(plugin.received(GET)).hasSize(2);
    }

    @Test
    @Tag("held-52")
    void theHandshakeIsSentOnce() {
        ScriptedPlugin other = fixture.plugin("other").answering(Manifest.ACTIVATE, NO_ANSWER);
        catchThrowableOfType(RuntimeException.class, () -> plugins.get("other"));
        assertThat(other.received()).hasSize(1);
    }

    /** The plugin's end of a connection is closed for good when nobody reads from it any more. */
    private void awaitNoConnections() {
        plugin.awaitOpenConnections(0, HANG);
        HostFixture.await(
                "no reader",
                () -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread.getName().startsWith("jackplug-scripted-receive")));
    }

    @Test
    @Tag("held-52")
    @Tag("held-82")
    void aCallOfWhichNothingCouldBeWrittenIsSentAgain() throws IOException {
        try (HalfDeadPlugin halfDead = new HalfDeadPlugin(fixture.folder().resolve("half.sock"))) {
            PluginClient half = fixture.client("half");
            half.call(METHOD, Map.of("A", "first"), RawJson.class);
            half.call(METHOD, Map.of("A", "second"), RawJson.class);
            assertThat(halfDead.requests())
                    .filteredOn(request -> request.contains(METHOD))
                    .hasSize(2)
                    .last()
                    .asString()
                    .endsWith("\r\n\r\n{\"A\":\"second\"}\n");
        }
    }

    @Test
    @Tag("held-52")
    void aFileIsNeverSentWithoutItsBeginning() throws IOException {
        try (HalfDeadPlugin halfDead = new HalfDeadPlugin(fixture.folder().resolve("half.sock"))) {
            PluginClient half = fixture.client("half");
            half.sendFile(METHOD, new ByteArrayInputStream("beginning".getBytes()), RawJson.class);
            assertThat(halfDead.requests().get(1)).contains("beginning");
        }
    }
}
