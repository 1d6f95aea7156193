package dev.jackplug.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.jackplug.protocol.ActivationException;
import dev.jackplug.protocol.MalformedEntryException;
import dev.jackplug.protocol.UntrustedException;
import dev.jackplug.tck.ScriptedPlugin;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which versions of TLS are spoken. */
class TlsVersionTest {

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
        return host.owns(ScriptedPlugin.onTlsPort(certificates.context("server"), false));
    }

    private static String caFile() {
        return "'CAFile': '" + certificates.certificate("ca") + "'";
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 768, 769, 770, 773})
    @Tag("held-34")
    void aMinVersionThatIsNotSafeOrNotKnownIsRefused(int version) throws Exception {
        host.announce("old", "https://127.0.0.1:1", "{" + caFile() + ", 'MinVersion': " + version + "}");
        assertThatThrownBy(() -> host.get("old"))
                .isInstanceOf(MalformedEntryException.class)
                .hasMessageContaining("MinVersion " + version)
                .hasMessageContaining("771 (TLS 1.2)");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 771, 772})
    void aPluginThatKnowsTheLatestVersionIsReachedUnderEachMinVersion(int version) throws Exception {
        host.announce("new", plugin().address(), "{" + caFile() + ", 'MinVersion': " + version + "}");
        assertThat(host.get("new").manifest().implemented()).containsExactly(TlsHost.SUBSYSTEM);
    }

    @Test
    void aPluginWhoseTlsIsOldIsReached() throws Exception {
        try (RawServer server = new RawServer()) {
            CompletableFuture<String> end = startOldPlugin(server);
            host.announce("old", server.address("https"), "{" + caFile() + "}");
            assertThat(host.get("old").manifest().implemented()).containsExactly(TlsHost.SUBSYSTEM);
            assertThat(end.get(30, TimeUnit.SECONDS)).isEqualTo("TLSv1.2");
        }
    }

    @Test
    void aPluginWhoseTlsIsOlderThanMinVersionIsRefused() throws Exception {
        try (RawServer server = new RawServer()) {
            startOldPlugin(server);
            host.announce("old", server.address("https"), "{" + caFile() + ", 'MinVersion': 772}");
            ActivationException refusal = catchThrowableOfType(ActivationException.class, () -> host.get("old"));
            assertThat(refusal.reason())
                    .isInstanceOf(UntrustedException.class)
                    .hasMessageContaining("protocol_version");
        }
    }

    /** SSL 3, TLS 1.0 and 1.1, by their numbers on the wire: the plugin picks it, or hangs up because it knows no newer one. */
    @ParameterizedTest
    @CsvSource({"0300, false", "0301, false", "0302, false", "0301, true", "0302, true"})
    void aPluginThatKnowsNothingNewerThanTls11IsRefused(String version, boolean refuses) throws Exception {
        byte[] answer = HexFormat.of().parseHex(refuses ? alert(version) : hello(version));
        try (RawServer server = new RawServer()) {
            server.start(connection -> {
                connection.getInputStream().read();
                connection.getOutputStream().write(answer);
                return connection.getInputStream().readAllBytes().length;
            });
            host.announce("old", server.address("https"), "{" + caFile() + "}");
            ActivationException refusal = catchThrowableOfType(ActivationException.class, () -> host.get("old"));
            assertThat(refusal.reason())
                    .isInstanceOf(UntrustedException.class)
                    .hasMessageContaining("the plugin speaks no version of TLS that may be used")
                    .hasMessageContaining("Let the plugin speak TLS 1.2 or 1.3");
        }
    }

    /** A ServerHello with a random, no session, TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA and no compression (RFC 4346 §7.4.1.3). */
    private static String hello(String version) {
        return "16" + version + "002a" + "02000026" + version + "5a".repeat(32) + "00" + "c013" + "00";
    }

    /** The fatal alert protocol_version (RFC 4346 §7.2). */
    private static String alert(String version) {
        return "15" + version + "0002" + "0246";
    }

    /** Answers the activation over TLS 1.2, and tells which version was used. */
    private static CompletableFuture<String> startOldPlugin(RawServer server) throws Exception {
        SSLSocketFactory sockets = certificates.context("server").getSocketFactory();
        return server.start(connection -> {
            SSLSocket tls = (SSLSocket) sockets.createSocket(connection, "", connection.getPort(), true);
            tls.setUseClientMode(false);
            tls.setEnabledProtocols(new String[] {"TLSv1.2"});
            while (tls.getInputStream().read() != '\r') {
                // The first line is enough: that somebody asks.
            }
            String manifest = "{\"Implements\": [\"" + TlsHost.SUBSYSTEM + "\"]}";
            String head = "HTTP/1.1 200 OK\r\nContent-Length: " + manifest.length() + "\r\n\r\n";
            tls.getOutputStream().write((head + manifest).getBytes(StandardCharsets.US_ASCII));
            return tls.getSession().getProtocol();
        });
    }

    @ParameterizedTest
    @CsvSource({"0, 0304 0303", "772, 0304"})
    @Tag("held-34")
    void nothingOlderThanTls12IsOffered(int minVersion, String versions) throws Exception {
        try (RawServer server = new RawServer()) {
            CompletableFuture<List<String>> offered =
                    server.start(connection -> offeredVersions(new DataInputStream(connection.getInputStream())));
            host.announce("any", server.address("https"), "{'MinVersion': " + minVersion + "}");
            assertThatThrownBy(() -> host.get("any")).isInstanceOf(ActivationException.class);
            assertThat(offered.get(30, TimeUnit.SECONDS)).containsExactly(versions.split(" "));
        }
    }

    /** The extension supported_versions of a ClientHello (RFC 8446 §4.1.2, §4.2.1). */
    private static List<String> offeredVersions(DataInputStream in) throws IOException {
        in.skipNBytes(3); // type and version of the record
        ByteBuffer hello = ByteBuffer.wrap(in.readNBytes(in.readUnsignedShort()));
        hello.position(4 + 2 + 32); // kind and length of the message, version, random
        skip(hello, hello.get()); // session
        skip(hello, hello.getShort()); // cipher suites
        skip(hello, hello.get()); // compression
        hello.getShort(); // length of the extensions
        while (hello.getShort() != 43) {
            skip(hello, hello.getShort());
        }
        hello.getShort(); // length of the extension
        List<String> versions = new ArrayList<>();
        for (int left = hello.get(); left > 0; left -= 2) {
            versions.add("%04x".formatted(hello.getShort()));
        }
        return versions;
    }

    private static void skip(ByteBuffer bytes, int count) {
        bytes.position(bytes.position() + count);
    }
}
