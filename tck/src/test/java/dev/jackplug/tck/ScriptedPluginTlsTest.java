package dev.jackplug.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ScriptedPluginTlsTest {

    private static final char[] PASSWORD = "scripted".toCharArray();
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private static SocketFolder folder;
    private static SSLContext withKey;
    private static SSLContext withoutKey;

    @BeforeAll
    static void makeKey() throws IOException, InterruptedException, GeneralSecurityException {
        folder = SocketFolder.create();
        KeyStore store = generated(folder.path().resolve("key.p12"));
        withKey = context(store, true);
        withoutKey = context(store, false);
    }

    @AfterAll
    static void deleteKey() throws IOException {
        folder.close();
    }

    /** The JDK makes certificates with its keytool only. */
    private static KeyStore generated(Path file) throws IOException, InterruptedException, GeneralSecurityException {
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        String arguments = "-genkeypair -alias k -keyalg EC -storetype PKCS12 -storepass scripted -dname CN=plugin"
                + " -ext san=ip:127.0.0.1 -keystore ";
        Process process = new ProcessBuilder((keytool + " " + arguments + file).split(" "))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD);
        }
        return store;
    }

    private static SSLContext context(KeyStore store, boolean key) throws GeneralSecurityException {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        try {
            trusted.load(null, null);
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
        trusted.setCertificateEntry("k", store.getCertificate("k"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(key ? keys.getKeyManagers() : new KeyManager[0], trust.getTrustManagers(), null);
        return context;
    }

    private static SSLSocket connect(ScriptedPlugin plugin, SSLContext context) throws IOException {
        int port = URI.create(plugin.address()).getPort();
        return (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", port);
    }

    private static String activate(SSLSocket socket) throws IOException {
        socket.getOutputStream().write(RawHost.post("Plugin.Activate", "").getBytes(StandardCharsets.US_ASCII));
        return new String(socket.getInputStream().readNBytes(15), StandardCharsets.US_ASCII);
    }

    @Test
    void aTlsPortAnswersAndSeesTheHostGo() throws IOException {
        try (ScriptedPlugin plugin = ScriptedPlugin.onTlsPort(withKey, false)) {
            assertThat(plugin.address()).matches("https://127\\.0\\.0\\.1:\\d+");
            plugin.answering("Plugin.Activate", Answer.json("{}"));
            try (SSLSocket socket = connect(plugin, withoutKey)) {
                assertThat(activate(socket)).isEqualTo("HTTP/1.1 200 OK");
            }
            plugin.awaitOpenConnections(0, LIMIT);
        }
    }

    @Test
    void aClientCertificateCanBeDemanded() throws IOException {
        try (ScriptedPlugin plugin = ScriptedPlugin.onTlsPort(withKey, true)) {
            try (SSLSocket socket = connect(plugin, withKey)) {
                assertThat(activate(socket)).isEqualTo("HTTP/1.1 200 OK");
            }
            try (SSLSocket socket = connect(plugin, withoutKey)) {
                assertThatThrownBy(() -> activate(socket)).isInstanceOf(IOException.class);
            }
            assertThat(plugin.received()).hasSize(1);
        }
    }

    @Test
    void closingIsBoundedAlthoughAnAnswerIsStuckInWriting() throws IOException, InterruptedException {
        BlockingQueue<Integer> progress = new LinkedBlockingQueue<>();
        byte[] block = new byte[64 * 1024];
        ScriptedPlugin plugin = ScriptedPlugin.onTlsPort(withKey, false);
        plugin.answering("Plugin.Activate", (request, connection) -> {
            while (!connection.closed()) {
                connection.out().write(block);
                progress.add(block.length);
            }
        });
        try (SSLSocket socket = connect(plugin, withoutKey)) {
            assertThat(activate(socket)).hasSize(15);
            while (progress.poll(300, TimeUnit.MILLISECONDS) != null) {
                assertThat(socket.isClosed()).isFalse();
            }
            long start = System.nanoTime();
            plugin.close();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
        }
    }
}
