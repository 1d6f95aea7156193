package dev.jackplug.host;

import static dev.jackplug.host.HostFixture.HANG;
import static dev.jackplug.host.HostFixture.SHORT;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.jackplug.internal.socket.Deadline;
import dev.jackplug.internal.socket.Deadlines;
import dev.jackplug.protocol.PluginException;
import dev.jackplug.protocol.RawJson;
import dev.jackplug.protocol.Target;
import dev.jackplug.protocol.UntrustedException;
import dev.jackplug.tck.Answer;
import dev.jackplug.tck.Fault;
import dev.jackplug.tck.ScriptedPlugin;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Every error of the calling side to the letter: which plugin, where, which method, what happened, what to do. */
class ErrorMessagesTest {

    private static final String METHOD = "Acme.Do";

    @AutoClose
    private final HostFixture fixture = new HostFixture();

    private final ScriptedPlugin plugin = fixture.plugin("p").implementing("authz", "LogDriver");
    private final Plugins plugins =
            fixture.host(limits -> limits.withAnswerBytes(100).withCallsInFlight(1));
    private final String at = "plugin \"p\" at unix://" + fixture.folder().resolve("p.sock") + ": ";

    ErrorMessagesTest() throws IOException {}

    @Test
    void aSubsystemThatIsNotInTheManifest() {
        assertThat(message(() -> plugins.get("p", "VolumeDriver")))
                .isEqualTo(
                        at + "plugin does not implement the requested driver: VolumeDriver; its manifest lists authz,"
                                + " LogDriver. Letter case matters; ask for one of those, or use another plugin");
    }

    @Test
    void aMethodThatIsNotThere() {
        assertThat(failedCall())
                .isEqualTo(
                        at + "Acme.Do: 404 page not found (HTTP 404: the plugin does not implement this method). Check"
                                + " the spelling of the method; an older plugin may lack it");
    }

    @Test
    void theErrorOfADriver() {
        plugin.answering(METHOD, Answer.status(500, "{\"Err\":\"no disk\"}"));
        assertThat(failedCall()).isEqualTo(at + "Acme.Do: no disk");
    }

    @Test
    void theErrorOfADriverThatSaysNothing() {
        plugin.answering(METHOD, Answer.status(500, ""));
        assertThat(failedCall()).isEqualTo(at + "Acme.Do: HTTP 500 without a text");
    }

    @Test
    void aDeadline() {
        plugin.answering(METHOD, Answer.hang());
        assertThat(message(() -> plugins.get("p").within(SHORT).client().call(METHOD, RawJson.class)))
                .isEqualTo(at + "Acme.Do: no complete answer within 200 ms. The request was sent and may have run: look"
                        + " before you repeat it");
    }

    @Test
    void aBrokenConnection() {
        plugin.faulting(METHOD, Fault.CLOSES_BEFORE_ANSWER);
        assertThat(failedCall())
                .isEqualTo(at + "Acme.Do: the connection broke: the plugin closed the connection without an answer. The"
                        + " plugin closed it or died; see its log. The request was sent and may have run: look before"
                        + " you repeat it");
    }

    @Test
    void aSocketNobodyListensAt() {
        fixture.stale("q");
        assertThat(message(() -> plugins.get("q")))
                .isEqualTo("plugin \"q\" at unix://" + fixture.folder().resolve("q.sock")
                        + ": Plugin.Activate: activation failed: cannot connect: Connection refused. The socket file is"
                        + " there and nobody listens: the plugin died. Start it again, or remove the file. Nothing was"
                        + " sent, so repeating it is safe");
    }

    @Test
    void aPluginThatWantsAnotherCertificateOfOurs() {
        Target target = new Target("q", "https://127.0.0.1:1", "Acme.Do");
        SSLException alert = new SSLHandshakeException("Received fatal alert: certificate_required");
        try (Deadlines deadlines = new Deadlines();
                Deadline limit = deadlines.start(HostFixture.HANG)) {
            assertThat(Failures.exchanging(target, alert, limit, true, false))
                    .isInstanceOf(UntrustedException.class)
                    .hasMessageContaining("misses one: Received fatal alert: certificate_required")
                    .hasMessageContaining("as CertFile and KeyFile in the TLSConfig of its .json file");
        }
    }

    @Test
    void aPortNobodyListensAt() throws IOException {
        String address = "tcp://127.0.0.1:1"; // a free one could be given to somebody else
        fixture.file("q.spec", address);
        assertThat(message(() -> plugins.get("q")))
                .isEqualTo("plugin \"q\" at " + address + ": Plugin.Activate: activation failed: cannot connect:"
                        + " Connection refused. Nobody listens at that port: start the plugin, or remove the file that"
                        + " announces it. Nothing was sent, so repeating it is safe");
    }

    @Test
    void aSocketThatVanished() throws IOException {
        Path absent = fixture.folder().resolve("absent.sock");
        fixture.file("q.spec", "unix://" + absent);
        assertThat(message(() -> plugins.get("q")))
                .isEqualTo(
                        "plugin \"q\" at unix://" + absent
                                + ": Plugin.Activate: activation failed: cannot connect: No such file or directory. The socket"
                                + " file is gone: the plugin stopped. Start it again. Nothing was sent, so repeating it is safe");
    }

    @Test
    void aHostNameNobodyKnows() throws IOException {
        // Too long for a name server, so that none is asked.
        String host = "x".repeat(64) + ".invalid";
        fixture.file("q.spec", "tcp://" + host + ":80");
        assertThat(message(() -> plugins.get("q")))
                .isEqualTo("plugin \"q\" at tcp://" + host + ":80: Plugin.Activate: activation failed: cannot connect: "
                        + host + ": no address is known for this host name. Check the host name in the file that"
                        + " announces the plugin. Nothing was sent, so repeating it is safe");
    }

    @Test
    void plainHttpWhereTlsWasAnnounced() throws Exception {
        try (ServerSocket listener = new ServerSocket(0)) {
            String address = "https://127.0.0.1:" + listener.getLocalPort();
            fixture.file("q.spec", address);
            Running<String> message = Running.start(() -> message(() -> plugins.get("q")));
            try (Socket plain = listener.accept()) {
                plain.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(UTF_8));
                assertThat(message.result())
                        .isEqualTo(
                                "plugin \"q\" at " + address + ": Plugin.Activate: activation failed: TLS failed: the"
                                        + " plugin speaks plain HTTP. Write tcp:// in place of https://");
            }
        }
    }

    @Test
    void anAnswerThatIsNotJson() {
        plugin.answering(METHOD, Answer.json("<html>\nhello"));
        assertThat(failedCall())
                .startsWith(at + "Acme.Do: the answer is not the JSON it should be: ")
                .endsWith(
                        "; it is 12 bytes of application/vnd.docker.plugins.v1.1+json. This is a defect of the plugin, or"
                                + " it is another kind of plugin");
    }

    @Test
    void aHandshakeThatIsNotJson() throws IOException {
        fixture.plugin("q").answering("Plugin.Activate", Answer.json("<html>\nhello"));
        assertThat(message(() -> plugins.get("q")))
                .contains("; it is 12 bytes that begin with: <html>?hello. This is a defect of the plugin");
    }

    @Test
    void anAnswerThatIsTooLarge() {
        plugin.answering(METHOD, Answer.json("x".repeat(101)));
        assertThat(failedCall())
                .isEqualTo(at + "Acme.Do: the answer is larger than 100 bytes, which is all that this host takes"
                        + " (answerBytes). This is a defect of the plugin; see what it sent with its own log");
    }

    @Test
    void anAnswerThatIsNotHttp() {
        plugin.faulting(METHOD, Fault.NOT_HTTP);
        assertThat(failedCall())
                .startsWith(at + "Acme.Do: the answer is no HTTP that can be trusted: ")
                .endsWith(". This is a defect of the plugin; see what it sent with its own log");
    }

    @Test
    void aRedirect() {
        plugin.faulting(METHOD, Fault.REDIRECT_307);
        assertThat(failedCall())
                .isEqualTo(at + "Acme.Do: HTTP 307, a redirect to /Redirected.Elsewhere; redirects are not followed."
                        + " Write the address it leads to in the file that announces the plugin");
    }

    @Test
    void anotherKindOfSuccess() {
        plugin.answering(METHOD, Answer.status(201, "{}"));
        assertThat(failedCall())
                .isEqualTo(at + "Acme.Do: HTTP 201; success is exactly 200. This is a defect of the plugin");
    }

    @Test
    void aCompressedAnswer() {
        plugin.faulting(METHOD, Fault.GZIP);
        assertThat(failedCall())
                .isEqualTo(at + "Acme.Do: the answer is compressed (gzip), though no compression was asked for. Switch"
                        + " compression off in the plugin's server");
    }

    @Test
    void tooManyCalls() {
        plugin.answering(METHOD, Answer.hang());
        Running.start(() -> plugins.get("p").client().call(METHOD, RawJson.class));
        plugin.awaitReceived(METHOD, 1, HANG);
        assertThat(message(() -> plugins.get("p").within(SHORT).client().call(METHOD, RawJson.class)))
                .isEqualTo(
                        at + "Acme.Do: 1 calls were in flight for 200 ms. The plugin is too slow for this load: raise"
                                + " callsInFlight, or find out what it waits for");
    }

    @Test
    void aClosedHost() {
        PluginClient client = plugins.get("p").client();
        plugins.close();
        assertThat(message(() -> client.call(METHOD, RawJson.class)))
                .isEqualTo(at + "Acme.Do: the host was closed. Make a new Plugins");
    }

    private String failedCall() {
        return message(() -> plugins.get("p").client().call(METHOD, RawJson.class));
    }

    private static String message(ThrowingCallable call) {
        return catchThrowableOfType(PluginException.class, call).getMessage();
    }
}
