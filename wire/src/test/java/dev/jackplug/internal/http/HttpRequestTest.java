package dev.jackplug.internal.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jackplug.internal.socket.Deadlines;
import dev.jackplug.protocol.Address;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a request is on its way to a plugin. */
class HttpRequestTest {

    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";

    @AutoClose
    private final CannedPeer peer = new CannedPeer();

    HttpRequestTest() throws IOException {}

    @Test
    void aRequestIsSentAsMobySendsIt() throws IOException {
        peer.says(OK).connection.exchange(HttpRequest.of("/A.B", "{}".getBytes(US_ASCII)));
        assertThat(peer.heard())
                .isEqualTo("POST /A.B HTTP/1.1\r\nHost: plugin.moby.localhost\r\nUser-Agent: jackplug\r\n"
                        + "Content-Length: 2\r\nAccept: application/vnd.docker.plugins.v1.2+json\r\n\r\n{}");
    }

    @Test
    void aRequestWithoutABodySaysSo() throws IOException {
        peer.says(OK).exchange();
        assertThat(peer.heard()).contains("\r\nContent-Length: 0\r\n").endsWith("\r\n\r\n");
    }

    @Test
    void anUploadGoesInChunks() throws IOException {
        peer.says(OK)
                .connection
                .exchange(HttpRequest.upload("/A.B", new ByteArrayInputStream("file".getBytes(US_ASCII))));
        assertThat(peer.heard())
                .contains("\r\nTransfer-Encoding: chunked\r\n")
                .doesNotContain("Content-Length")
                .endsWith("\r\n\r\n4\r\nfile\r\n0\r\n\r\n");
    }

    @Test
    void anUploadThatCannotBeReadIsNotTakenForWhole() throws IOException {
        InputStream broken =
                new SequenceInputStream(new ByteArrayInputStream("beginning".getBytes(US_ASCII)), new InputStream() {
                    @Override
                    public int read() throws IOException {
                        throw new IOException("the disk is gone");
                    }
                });
        assertThatThrownBy(() -> peer.connection.exchange(HttpRequest.upload("/A.B", broken)))
                .isInstanceOf(IOException.class);
        assertThat(peer.heard()).doesNotContain("0\r\n\r\n");
        assertThat(peer.connection.reusable()).isFalse();
    }

    @Test
    void anAnswerThatCameBeforeTheWholeRequestWasTakenCounts() throws IOException {
        peer.says("HTTP/1.1 413 Too Large\r\nContent-Length: 0\r\n\r\n");
        InputStream endless = new InputStream() {
            private int count;

            @Override
            public int read() throws IOException {
                if (count++ == 100_000) {
                    peer.takeNoMore();
                }
                return 'x';
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                bytes[offset] = (byte) read();
                return 1;
            }
        };
        assertThat(peer.connection.exchange(HttpRequest.upload("/A.B", endless)).status())
                .isEqualTo(413);
    }

    @Test
    void overAPortTheHostIsTheOneThatWasCalled() throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Deadlines deadlines = new Deadlines()) {
            Address address = new Address.Tcp("127.0.0.1", listener.getLocalPort());
            try (HttpConnection connection =
                            HttpConnection.open(address, null, deadlines.start(Duration.ofMinutes(1)));
                    Socket plugin = listener.accept()) {
                plugin.getOutputStream().write(OK.getBytes(US_ASCII));
                connection.exchange(CannedPeer.REQUEST);
                byte[] heard = new byte[100];
                int count = plugin.getInputStream().read(heard);
                assertThat(new String(heard, 0, count, US_ASCII))
                        .contains("\r\nHost: 127.0.0.1:" + listener.getLocalPort() + "\r\n");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/A B", "/A.B\r\nX: y", "/A\u007f", ""})
    void aPathCannotBecomeAnotherLine(String path) {
        assertThatThrownBy(() -> HttpRequest.of(path, new byte[0])).isInstanceOf(IllegalArgumentException.class);
    }
}
