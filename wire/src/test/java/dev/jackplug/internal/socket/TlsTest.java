package dev.jackplug.internal.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.jackplug.protocol.TlsConfig;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** TLS at both ends of one connection. */
class TlsTest {

    private static final String NONE = "";

    @AutoClose
    private final ConnectedPair pair = ConnectedPair.over("tcp");

    @TempDir
    Path folder;

    TlsTest() throws IOException {}

    private static String file(String name) {
        return Objects.requireNonNull(TlsTest.class.getResource("/tls/" + name)).getPath();
    }

    private static TlsConfig trusting(String authority) {
        return new TlsConfig(file(authority), NONE, NONE, false, true, 0);
    }

    private static TlsServer server(String name) {
        return TlsServer.of(file(name + ".pem"), file(name + "-key.pem"), NONE);
    }

    /** Both ends shake hands. The server's outcome is its socket, or what it threw. */
    private SSLSocket connect(TlsConfig config, TlsServer server, CompletableFuture<Socket> outcome)
            throws IOException {
        CompletableFuture.runAsync(() -> {
            try {
                Socket socket = server.accept(new ChannelSocket(pair.peer()));
                socket.getOutputStream().write('s');
                outcome.complete(socket);
            } catch (IOException e) {
                outcome.completeExceptionally(e);
            }
        });
        return (SSLSocket) TlsClient.of(config).connect(pair.socket(), "localhost", 1);
    }

    private SSLSocket connect(TlsConfig config, TlsServer server) throws IOException {
        return connect(config, server, new CompletableFuture<>());
    }

    @Test
    void whoeverTheAuthorityHasSignedIsSpokenWith() throws Exception {
        CompletableFuture<Socket> outcome = new CompletableFuture<>();
        SSLSocket client = connect(trusting("ca.pem"), server("server"), outcome);
        assertThat(client.getInputStream().read()).isEqualTo('s');
        client.getOutputStream().write('c');
        assertThat(outcome.get(1, TimeUnit.MINUTES).getInputStream().read()).isEqualTo('c');
    }

    @ParameterizedTest
    @ValueSource(strings = {"elsewhere", "stranger"})
    void anotherHostAndAStrangerAreRefused(String name) {
        assertThatThrownBy(() -> connect(trusting("ca.pem"), server(name))).isInstanceOf(SSLException.class);
    }

    @Test
    void theSystemDoesNotTrustOurAuthority() {
        assertThatThrownBy(() -> connect(TlsConfig.SYSTEM, server("server"))).isInstanceOf(SSLException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"elsewhere", "stranger"})
    void anybodyIsTakenWhenNothingIsVerified(String name) throws IOException {
        assertThat(connect(TlsConfig.SYSTEM.unverified(), server(name))
                        .getInputStream()
                        .read())
                .isEqualTo('s');
    }

    @Test
    void aServerThatAsksForACertificateTakesThoseOfItsAuthority() throws IOException {
        TlsServer mutual = TlsServer.of(file("server.pem"), file("server-key.pem"), file("ca.pem"));
        TlsConfig known = new TlsConfig(file("ca.pem"), file("client.pem"), file("client-key.pem"), false, true, 0);
        assertThat(connect(known, mutual).getInputStream().read()).isEqualTo('s');
    }

    @Test
    void aServerThatAsksForACertificateRefusesWhoHasNone() throws Exception {
        TlsServer mutual = TlsServer.of(file("server.pem"), file("server-key.pem"), file("ca.pem"));
        CompletableFuture<Socket> outcome = new CompletableFuture<>();
        // With TLS 1.3 the client is through before it hears of it.
        catchThrowable(() -> connect(trusting("ca.pem"), mutual, outcome));
        assertThatThrownBy(() -> outcome.get(1, TimeUnit.MINUTES))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(SSLException.class);
    }

    @ParameterizedTest
    @CsvSource({"0,2", "771,2", "772,1"})
    void noVersionBelowTheLowestIsOffered(int lowest, int count) throws IOException {
        SSLSocket client = connect(new TlsConfig(file("ca.pem"), NONE, NONE, false, true, lowest), server("server"));
        assertThat(client.getEnabledProtocols()).startsWith("TLSv1.3").hasSize(count);
    }

    @Test
    void aPluginThatHangsUpInsideTheHandshakeHasClosedTheConnection() throws IOException {
        pair.peer().close();
        assertThatThrownBy(() -> TlsClient.of(trusting("ca.pem")).connect(pair.socket(), "localhost", 1))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(SSLException.class);
    }

    @Test
    void whatBreaksBelowTlsIsToldBare() {
        IOException broken = new IOException("connection reset");
        IOException ofTls = new SSLException("bad certificate");
        assertThat(TlsClient.bare(new SSLException("closing", broken))).isSameAs(broken);
        assertThat(TlsClient.bare(ofTls)).isSameAs(ofTls);
        assertThat(TlsClient.bare(broken)).isSameAs(broken);
    }

    @ParameterizedTest
    @CsvSource({
        "'',/c,'',false,0,TLSConfig gives CertFile without KeyFile; give both or neither",
        "'','',/k,false,0,TLSConfig gives KeyFile without CertFile; give both or neither",
        "'','','',false,770,TLSConfig gives MinVersion 770; known are 771",
        "'','','',false,773,TLSConfig gives MinVersion 773; known are 771",
        "'','','',true,0,'TLSConfig gives ExclusiveRootPools without CAFile, which trusts nobody'"
    })
    void whatContradictsItselfIsRefusedUnopened(
            String ca, String certificate, String key, boolean exclusive, int version, String why) {
        TlsConfig config = new TlsConfig(ca, certificate, key, false, exclusive, version);
        assertThatThrownBy(() -> TlsClient.checkPlausible(config))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(why);
        assertThatThrownBy(() -> TlsClient.of(config)).hasMessageStartingWith(why);
    }

    @Test
    void theAuthoritiesOfAFileAreTrustedAloneOrBesideThoseOfTheSystem() throws Exception {
        String two = Files.writeString(
                        folder.resolve("two.pem"),
                        "left out\n" + Files.readString(Path.of(file("ca.pem"))) + "\n"
                                + Files.readString(Path.of(file("stranger.pem"))))
                .toString();
        assertThat(PemFiles.trust("CAFile", two, false).getAcceptedIssuers())
                .extracting(X509Certificate::getSubjectX500Principal)
                .extracting(Object::toString)
                .containsExactlyInAnyOrder("CN=ca", "CN=stranger");
        assertThat(PemFiles.trust("CAFile", two, true).getAcceptedIssuers())
                .hasSize(2 + PemFiles.system().getAcceptedIssuers().length);
    }

    @Test
    void aFileThatIsOfNoUseIsNamed() throws IOException {
        Path empty = Files.createFile(folder.resolve("empty.pem"));
        Path damaged = Files.writeString(
                folder.resolve("damaged.pem"), "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
        assertRefused(empty, " holds no certificate in PEM");
        assertRefused(damaged, " holds a damaged certificate");
        assertRefused(folder, " is no regular file");
        assertRefused(folder.resolve("absent.pem"), " does not exist");
    }

    private static void assertRefused(Path authority, String why) {
        assertThatThrownBy(() -> TlsClient.of(new TlsConfig(authority.toString(), NONE, NONE, false, true, 0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("CAFile " + authority + why);
    }
}
