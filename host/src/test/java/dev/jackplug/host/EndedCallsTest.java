package dev.jackplug.host;

import static dev.jackplug.host.HostFixture.HANG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.jackplug.protocol.PluginException;
import dev.jackplug.protocol.RawJson;
import dev.jackplug.protocol.TransportException;
import dev.jackplug.protocol.UnavailableException;
import dev.jackplug.tck.Answer;
import dev.jackplug.tck.ScriptedPlugin;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Calls that the caller ends: by interrupting, by closing the host, by a source that fails. Nothing is left behind. */
class EndedCallsTest {

    private static final String METHOD = "Acme.Do";

    @AutoClose
    private final HostFixture fixture = new HostFixture();

    private final ScriptedPlugin plugin = fixture.plugin("p").answering(METHOD, Answer.hang());
    private final Plugins plugins = fixture.host(limits -> limits.withCallsInFlight(1));
    private final PluginClient client = plugins.get("p").client();
    private final Callable<RawJson> call = () -> client.call(METHOD, RawJson.class);

    EndedCallsTest() throws IOException {}

    @Test
    void interruptingACallEndsIt() throws Exception {
        Running<RawJson> running = inFlight();
        running.interrupt();
        TransportException e = running.failure(TransportException.class);
        assertThat(e).hasMessageContaining("interrupted");
        assertThat(e.mayHaveRun()).isTrue();
    }

    @Test
    void interruptingACallLeavesTheFlagSet() throws Exception {
        Running<RawJson> running = inFlight();
        running.interrupt();
        assertThat(running.endedInterrupted()).isTrue();
    }

    @Test
    void interruptingACallClosesItsConnectionAndFreesItsPlace() throws Exception {
        Running<RawJson> running = inFlight();
        running.interrupt();
        running.failure();
        plugin.awaitOpenConnections(0, HANG);
        assertUsable();
    }

    @Test
    void interruptingACallThatWaitsForItsTurnEndsIt() throws Exception {
        inFlight();
        Running<RawJson> waiting = Running.start(call);
        waiting.awaitInside("Semaphore");
        waiting.interrupt();
        assertThat(waiting.failure(TransportException.class).mayHaveRun()).isFalse();
        assertThat(waiting.endedInterrupted()).isTrue();
    }

    @Test
    void closingTheHostEndsACallInFlight() throws Exception {
        Running<RawJson> running = inFlight();
        plugins.close();
        assertThat(running.failure(TransportException.class)).hasMessageContaining("the host was closed");
    }

    @Test
    void closingTheHostEndsACallThatWaitsBehindAnOpenStream() throws Exception {
        plugin.answering("Acme.Read", Answer.json("{}"));
        InputStream stream = client.stream("Acme.Read", new RawJson("{}"));
        List<Running<RawJson>> waiting = Running.start(3, call);
        waiting.forEach(one -> one.awaitInside("Semaphore"));
        plugins.close();
        for (Running<RawJson> one : waiting) {
            one.failure(UnavailableException.class);
        }
        stream.close();
    }

    @Test
    void closingTheHostEndsATlsHandshakeWithWhoeverIsSilent() throws Exception {
        try (ServerSocket silent = new ServerSocket(0)) {
            fixture.file("tls.spec", "https://127.0.0.1:" + silent.getLocalPort());
            Running<Plugin> running = Running.start(() -> plugins.get("tls"));
            silent.accept();
            plugins.close();
            running.failure(PluginException.class);
        }
    }

    @Test
    void interruptingATlsHandshakeIsNoQuestionOfTrust() throws Exception {
        try (ServerSocket silent = new ServerSocket(0)) {
            fixture.file("tls.spec", "https://127.0.0.1:" + silent.getLocalPort());
            Running<Plugin> running = Running.start(() -> plugins.get("tls"));
            silent.accept();
            running.interrupt();
            assertThat(running.failure())
                    .cause()
                    .isInstanceOf(TransportException.class)
                    .hasMessageContaining("interrupted");
        }
    }

    @Test
    void closingTheHostClosesEveryConnection() {
        plugins.close();
        plugin.awaitOpenConnections(0, HANG);
    }

    @Test
    void afterClosingThereAreNoCalls() {
        plugins.close();
        assertThatThrownBy(call::call).isInstanceOf(UnavailableException.class);
    }

    @Test
    void afterClosingThereAreNoPlugins() {
        plugins.close();
        assertThatThrownBy(() -> plugins.get("p")).isInstanceOf(UnavailableException.class);
    }

    @Test
    void afterClosingThereAreNoProbes() {
        plugins.close();
        assertThatThrownBy(() -> plugins.probe(HANG)).isInstanceOf(UnavailableException.class);
    }

    @Test
    void closingTwiceIsHarmless() {
        plugins.close();
        plugins.close();
        assertThatThrownBy(() -> plugins.get("p")).isInstanceOf(UnavailableException.class);
    }

    @Test
    void aSourceThatFailsEndsItsCallAtOnce() {
        TransportException e = catchThrowableOfType(
                TransportException.class,
                () -> client.sendFile(METHOD, failing(new IOException("bad disk")), RawJson.class));
        assertThat(e).hasMessageContaining("the body to be sent cannot be read: bad disk");
    }

    @Test
    void aSourceThatFailsLeavesNothingBehind() {
        catchThrowable(() -> client.sendFile(METHOD, failing(new IOException("bad disk")), RawJson.class));
        plugin.awaitOpenConnections(1, HANG);
        assertUsable();
    }

    @Test
    void aSourceThatThrowsAnythingLeavesNothingBehind() {
        IllegalStateException mine = new IllegalStateException("mine");
        assertThatThrownBy(() -> client.sendFile(METHOD, failing(mine), RawJson.class))
                .isSameAs(mine);
        plugin.awaitOpenConnections(1, HANG);
        assertUsable();
    }

    /** The one call in flight that is allowed can be made. */
    private void assertUsable() {
        plugin.answering(METHOD, Answer.json("{}"));
        assertThat(client.call(METHOD, RawJson.class).text()).isEqualTo("{}");
    }

    private Running<RawJson> inFlight() {
        Running<RawJson> running = Running.start(call);
        plugin.awaitReceived(METHOD, 1, HANG);
        return running;
    }

    /** A body that comes for a while. */
    private static InputStream failing(Exception end) {
        return new InputStream() {
            private int left = 100_000;

            @Override
            public int read() throws IOException {
                if (left-- > 0) {
                    return 'x';
                }
                if (end instanceof IOException io) {
                    throw io;
                }
                throw (RuntimeException) end;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                bytes[offset] = (byte) read();
                return 1;
            }
        };
    }
}
