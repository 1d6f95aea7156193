package dev.jackplug.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.jackplug.protocol.ActivationException;
import dev.jackplug.protocol.DeadlineException;
import dev.jackplug.protocol.PluginException;
import dev.jackplug.protocol.RawJson;
import dev.jackplug.protocol.TransportException;
import dev.jackplug.protocol.UnavailableException;
import dev.jackplug.protocol.UntrustedException;
import dev.jackplug.tck.Answer;
import dev.jackplug.tck.Received;
import dev.jackplug.tck.ScriptedPlugin;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How TLS connections live and die. */
class TlsConnectionTest {

    private static final Duration AMPLE = Duration.ofSeconds(30);
    private static final String METHOD = "VolumeDriver.Path";

    @TempDir
    static Path keys;

    private static Certificates certificates;

    @TempDir
    Path folder;

    private TlsHost host;

    @BeforeAll
    static void makeCertificates() throws Exception {
        certificates = Certificates.make(keys);
    }

    @BeforeEach
    void start() {
        host = new TlsHost(folder);
    }

    @AfterEach
    void stop() {
        host.close();
    }

    private ScriptedPlugin plugin() throws Exception {
        ScriptedPlugin plugin = host.owns(ScriptedPlugin.onTlsPort(certificates.context("server"), false));
        plugin.answering(METHOD, Answer.json("{\"Mountpoint\":\"/data\"}"));
        host.announce("safe", plugin.address(), "{'CAFile': '" + certificates.certificate("ca") + "'}");
        return plugin;
    }

    private static String call(Plugin plugin) {
        return plugin.client().call(METHOD, Map.of(), RawJson.class).text();
    }

    private PluginException refusal() {
        return catchThrowableOfType(ActivationException.class, () -> host.get("safe"))
                .reason();
    }

    /** Runs something that waits for the plugin on a thread of its own. */
    private static Thread start(CompletableFuture<Throwable> end, Runnable work) {
        Thread thread = new Thread(() -> end.complete(catchThrowable(work::run)));
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    @Test
    void callsReuseTheConnectionOfTheActivation() throws Exception {
        ScriptedPlugin plugin = plugin();
        Plugin safe = host.get("safe");
        for (int i = 0; i < 5; i++) {
            assertThat(call(safe)).contains("/data");
        }
        assertThat(plugin.connections()).isEqualTo(1);
        assertThat(plugin.received(METHOD).get(4).header("Host"))
                .contains(plugin.address().substring("https://".length()));
    }

    @Test
    @Tag("held-82")
    void aConnectionThatThePluginClosedWhileIdleIsNoticedAndTheCallIsMadeOnce() throws Exception {
        ScriptedPlugin plugin = plugin();
        Plugin safe = host.get("safe");
        call(safe);
        plugin.closeIdleConnections();
        plugin.awaitOpenConnections(0, AMPLE);
        assertThat(call(safe)).contains("/data");
        assertThat(plugin.received(METHOD)).extracting(Received::connection).containsExactly(1, 2);
    }

    @Test
    void bodiesOfManyRecordsPassInBothDirections() throws Exception {
        String large = "x".repeat(3_000_000);
        ScriptedPlugin plugin = plugin();
        plugin.answering(
                METHOD, (request, connection) -> Answer.json(request.text()).write(request, connection));
        Map<String, String> request = Map.of("Name", large);
        String answer =
                host.get("safe").client().call(METHOD, request, RawJson.class).text();
        assertThat(answer).isEqualTo("{\"Name\":\"" + large + "\"}");
    }

    @Test
    void aPluginThatSpeaksPlainHttpIsToldApart() throws Exception {
        try (RawServer server = new RawServer()) {
            server.start(connection -> {
                connection.getInputStream().read();
                byte[] answer = "HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
                connection.getOutputStream().write(answer);
                connection.getInputStream().readAllBytes();
                return true;
            });
            host.announce("safe", server.address("https"), "{}");
            assertThat(refusal())
                    .isInstanceOf(UntrustedException.class)
                    .hasMessageContaining("plain HTTP")
                    .hasMessageContaining("tcp://");
        }
    }

    /** Answers what a host says first with a fatal alert. */
    private void alert(RawServer server, int code) throws IOException {
        server.start(connection -> {
            connection.getInputStream().read();
            connection.getOutputStream().write(new byte[] {21, 3, 3, 0, 2, 2, (byte) code});
            return connection.getInputStream().readAllBytes().length;
        });
        host.announce("safe", server.address("https"), "{}");
    }

    @ParameterizedTest
    @CsvSource({
        "42, bad_certificate",
        "43, unsupported_certificate",
        "44, certificate_revoked",
        "45, certificate_expired",
        "46, certificate_unknown",
        "48, unknown_ca",
        "49, access_denied",
        "116, certificate_required"
    })
    void anAlertAboutOurCertificateIsNotTakenForOneAboutThePlugins(int code, String alert) throws Exception {
        try (RawServer server = new RawServer()) {
            alert(server, code);
            assertThat(refusal())
                    .isInstanceOf(UntrustedException.class)
                    .hasMessageContaining("the plugin does not accept our certificate, or misses one")
                    .hasMessageContaining("Received fatal alert: " + alert)
                    .hasMessageContaining("CertFile and KeyFile")
                    .hasMessageNotContainingAny("CAFile", "InsecureSkipVerify", "unverified");
        }
    }

    @ParameterizedTest
    @CsvSource({"40, handshake_failure", "80, internal_error", "112, unrecognized_name"})
    void anyOtherAlertAdvisesNobodyToDoWithoutChecks(int code, String alert) throws Exception {
        try (RawServer server = new RawServer()) {
            alert(server, code);
            assertThat(refusal())
                    .isInstanceOf(UntrustedException.class)
                    .hasMessageContaining("Received fatal alert: " + alert)
                    .hasMessageContaining("see its log")
                    .hasMessageNotContainingAny("our certificate", "CAFile", "InsecureSkipVerify", "unverified");
        }
    }

    @Test
    void aPluginThatHangsUpDuringTheHandshakeIsATroubleOfTransport() throws Exception {
        try (RawServer server = new RawServer()) {
            server.start(connection -> {
                connection.getInputStream().read(new byte[64 * 1024]);
                connection.shutdownOutput();
                return connection.getInputStream().readAllBytes().length;
            });
            host.announce("safe", server.address("https"), "{}");
            assertThat(refusal())
                    .isInstanceOf(TransportException.class)
                    .hasMessageContaining("closed the connection during the TLS handshake");
        }
    }

    @Test
    void aHandshakeThatHangsEndsByTheLimit() throws Exception {
        try (RawServer server = new RawServer();
                TlsHost hasty = new TlsHost(
                        folder, Plugins.builder().limits(TlsHost.PATIENT.withConnect(Duration.ofMillis(200))))) {
            server.fallSilent();
            hasty.announce("safe", server.address("https"), "{}");
            ActivationException refusal = catchThrowableOfType(ActivationException.class, () -> hasty.get("safe"));
            assertThat(refusal.reason()).isInstanceOf(DeadlineException.class);
        }
    }

    @Test
    void anInterruptEndsAHandshakeThatHangs() throws Exception {
        try (RawServer server = new RawServer()) {
            CompletableFuture<Integer> hello = server.fallSilent();
            host.announce("safe", server.address("https"), "{}");
            CompletableFuture<Throwable> end = new CompletableFuture<>();
            Thread caller = start(end, () -> host.get("safe"));
            hello.get(30, TimeUnit.SECONDS);
            caller.interrupt();
            assertThat(end.get(30, TimeUnit.SECONDS))
                    .cause()
                    .isInstanceOf(TransportException.class)
                    .hasMessageContaining("interrupted");
        }
    }

    @Test
    void closingTheHostEndsAHandshakeThatHangs() throws Exception {
        try (RawServer server = new RawServer()) {
            CompletableFuture<Integer> hello = server.fallSilent();
            host.announce("safe", server.address("https"), "{}");
            CompletableFuture<Throwable> end = new CompletableFuture<>();
            start(end, () -> host.get("safe"));
            hello.get(30, TimeUnit.SECONDS);
            host.plugins().close();
            assertThat(end.get(30, TimeUnit.SECONDS))
                    .cause()
                    .isInstanceOf(UnavailableException.class)
                    .hasMessageContaining("the host was closed");
        }
    }
}
