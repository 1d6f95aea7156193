package dev.jackplug.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jackplug.host.Directories;
import dev.jackplug.host.Entry;
import dev.jackplug.host.Limits;
import dev.jackplug.host.Plugins;
import dev.jackplug.internal.socket.Deadlines;
import dev.jackplug.protocol.ActivationException;
import dev.jackplug.protocol.Address;
import dev.jackplug.protocol.PluginException;
import dev.jackplug.protocol.PluginName;
import dev.jackplug.protocol.TlsConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a plugin that ends TLS handshakes with an alert is found to have. */
class TlsChecksTest {

    private static final Duration AMPLE = Duration.ofSeconds(50);

    @TempDir
    private Path folder;

    @AutoClose
    private final Deadlines deadlines = new Deadlines();

    @AutoClose
    private final ServerSocket server = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"));

    TlsChecksTest() throws IOException {}

    /** Answers each connection with a fatal alert. */
    private void alert(int code) {
        Thread thread = new Thread(() -> {
            while (!server.isClosed()) {
                try (Socket connection = server.accept()) {
                    connection.getInputStream().read();
                    connection.getOutputStream().write(new byte[] {21, 3, 3, 0, 2, 2, (byte) code});
                    connection.getInputStream().readAllBytes();
                } catch (IOException e) {
                    // The next one, or the end of the test.
                }
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private Finding finding(String certFile) throws IOException {
        Address.Tls address = new Address.Tls("127.0.0.1", server.getLocalPort());
        Path file = Files.writeString(folder.resolve("p.json"), "{\"Addr\":\"" + address + "\"}");
        TlsConfig tls = new TlsConfig("", certFile, certFile, false, false, 0);
        Entry.Located entry = new Entry.Located(new PluginName("p"), file, address, tls, List.of());
        return new TlsChecks(new RawLook(deadlines, AMPLE), any -> "")
                .of(entry, address, problem())
                .orElseThrow();
    }

    private PluginException problem() {
        Limits patient = Limits.DEFAULTS.withConnect(AMPLE).withActivation(AMPLE);
        try (Plugins plugins = Plugins.builder()
                .directories(new Directories(List.of(), List.of(folder)))
                .limits(patient)
                .build()) {
            return Assertions.catchThrowableOfType(ActivationException.class, () -> plugins.get("p"))
                    .reason();
        }
    }

    @ParameterizedTest
    @CsvSource({"42", "43", "44", "45", "46", "48", "49", "116"})
    void whoRefusesOurCertificateIsNotSaidToHaveABadOne(int alert) throws IOException {
        alert(alert);
        assertThat(finding("").code()).isEqualTo(Code.TLS_CLIENT_CERTIFICATE);
        assertThat(finding("").cause()).contains("wants a certificate");
        assertThat(finding("/ours.pem").code()).isEqualTo(Code.TLS_CLIENT_CERTIFICATE);
        assertThat(finding("/ours.pem").cause()).contains("does not accept what CertFile");
    }

    @Test
    void anyOtherAlertIsJustAFailure() throws IOException {
        alert(80);
        assertThat(finding("").code()).isEqualTo(Code.TLS_FAILED);
    }

    @Test
    void aVersionThatIsRefusedIsStillTold() throws IOException {
        alert(70);
        assertThat(finding("").code()).isEqualTo(Code.TLS_VERSION);
    }
}
