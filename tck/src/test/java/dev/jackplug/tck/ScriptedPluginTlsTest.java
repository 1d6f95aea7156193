package dev.jackplug.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ScriptedPluginTlsTest {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    private static SocketFolder folder;
    private static SSLContext withKey;
    private static SSLContext withoutKey;

    @BeforeAll
    static void makeKey() throws IOException, InterruptedException, GeneralSecurityException {
        folder = SocketFolder.create();
        KeyStore store = TlsKey.generated(folder.path().resolve("key.p12"));
        withKey = TlsKey.context(store, true);
        withoutKey = TlsKey.context(store, false);
    }

    @AfterAll
    static void deleteKey() throws IOException {
        folder.close();
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
