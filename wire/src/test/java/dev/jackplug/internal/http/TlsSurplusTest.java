package dev.jackplug.internal.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jackplug.internal.socket.ChannelSocket;
import dev.jackplug.internal.socket.Deadlines;
import dev.jackplug.internal.socket.TlsClient;
import dev.jackplug.internal.socket.TlsServer;
import dev.jackplug.protocol.Address;
import dev.jackplug.protocol.TlsConfig;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What TLS has decrypted is seen, though neither the kernel nor HttpCore has it, when a body was read in large pieces. */
class TlsSurplusTest {

    private static final String HEAD = "HTTP/1.1 200 OK\r\nContent-Length: 10000\r\n\r\n";

    @AutoClose
    private final ServerSocketChannel listener =
            ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));

    @AutoClose
    private final Deadlines deadlines = new Deadlines();

    private final CompletableFuture<String> said = new CompletableFuture<>();

    TlsSurplusTest() throws IOException {}

    private static String file(String name) {
        return Objects.requireNonNull(TlsSurplusTest.class.getResource("/tls/" + name))
                .getPath();
    }

    private ChannelSocket accept() {
        try {
            ChannelSocket socket = new ChannelSocket(listener.accept());
            Socket tls =
                    TlsServer.of(file("server.pem"), file("server-key.pem"), "").accept(socket);
            said.thenAccept(bytes -> write(tls, bytes));
            return socket;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One write of less than 16 KiB is one record. */
    private static void write(Socket tls, String bytes) {
        try {
            tls.getOutputStream().write(bytes.getBytes(US_ASCII));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @CsvSource({"'', true", "'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}', false", "x, false"})
    void behindTheBodyInTheSameRecordItForbidsAnotherExchange(String surplus, boolean reusable) throws Exception {
        int port = ((InetSocketAddress) listener.getLocalAddress()).getPort();
        CompletableFuture<ChannelSocket> plugin = CompletableFuture.supplyAsync(this::accept);
        TlsClient client = TlsClient.of(new TlsConfig(file("ca.pem"), "", "", false, true, 0));
        try (HttpConnection connection = HttpConnection.open(
                        new Address.Tls("localhost", port), client, deadlines.start(Duration.ofMinutes(1)));
                ChannelSocket accepted = plugin.get(1, TimeUnit.MINUTES)) {
            said.complete(HEAD + "{}" + " ".repeat(9_998) + surplus);
            connection.exchange(CannedPeer.REQUEST).body().transferTo(OutputStream.nullOutputStream());
            assertThat(connection.reusable()).isEqualTo(reusable);
            assertThat(accepted.isClosed()).isFalse();
        }
    }
}
