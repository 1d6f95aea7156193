package dev.jackplug.internal.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jackplug.internal.http.HttpServerConnection.Received;
import dev.jackplug.internal.http.HttpServerConnection.TooLargeException;
import dev.jackplug.internal.socket.ChannelSocket;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpServerConnectionTest {

    @AutoClose
    private final SocketChannel channel = SocketChannel.open();

    HttpServerConnectionTest() throws IOException {}

    /** HttpCore has no names for them and says so in an exception for programmers. */
    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.-1", "HTTP/-1.1"})
    void aVersionThatIsNoneIsRefused(String version) throws IOException {
        byte[] request = ("POST /X " + version + "\r\nContent-Length: 0\r\n\r\n").getBytes(US_ASCII);
        HttpServerConnection connection =
                new HttpServerConnection(new ChannelSocket(channel), new MemorySocket(request, request.length));

        assertThatThrownBy(connection::receive)
                .isInstanceOf(BadHttpException.class)
                .hasMessage("the first line is no request line: " + ("POST /X " + version).length() + " bytes");
    }

    private static final String POST = "POST /A.B HTTP/1.1\r\nContent-Length: 2\r\n\r\n{}";

    private final ByteArrayOutputStream heard = new ByteArrayOutputStream();

    private HttpServerConnection after(String said) throws IOException {
        byte[] bytes = said.getBytes(US_ASCII);
        return new HttpServerConnection(new ChannelSocket(channel), new MemorySocket(bytes, Integer.MAX_VALUE, heard));
    }

    private static Received received(HttpServerConnection connection) throws IOException {
        return Objects.requireNonNull(connection.receive());
    }

    @Test
    void aRequestHasAVerbAPathAQueryAndABody() throws IOException {
        HttpServerConnection connection =
                after("PUT /A.B?id=1%20?2 HTTP/1.1\r\nContent-Length: 2\r\n\r\n{}GET / HTTP/1.1\r\n\r\n");
        Received put = received(connection);
        assertThat(put.verb()).isEqualTo("PUT");
        assertThat(put.path()).isEqualTo("/A.B");
        assertThat(put.query()).isEqualTo("id=1%20?2");
        assertThat(put.read(2)).asString().isEqualTo("{}");

        Received get = received(connection);
        assertThat(get.verb() + get.path() + get.query()).isEqualTo("GET/");
        assertThat(get.read(0)).isEmpty();
        assertThat(connection.receive()).isNull();
    }

    /** Those that are read in short, and those next to them, for which HttpCore has to be asked. */
    @ParameterizedTest
    @CsvSource({
        "'POST / HTTP/1.1', /",
        "'POST /A.B HTTP/1.1', /A.B",
        "'POST //host/A.B HTTP/1.1', /A.B",
        "'POST /A.B\u007F HTTP/1.1', /A.B\u007F",
        "'POST /A.B HTTP/1.0', /A.B",
        "'POST  /A.B  HTTP/1.1', /A.B",
        "'POST /A.B HTTP/1.1 ', /A.B",
        "'POST\t/A.B HTTP/1.1', /A.B",
        "'POST /A.B HTTP/1.1\t', /A.B"
    })
    void whatStandsBetweenMethodAndVersionIsThePath(String line, String path) throws IOException {
        Received post = received(after(line + "\r\nContent-Length: 0\r\n\r\n"));
        assertThat(post.verb()).isEqualTo("POST");
        assertThat(post.path()).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /A.B /C.D HTTP/1.1",
                "POST /A.B\t/C.D HTTP/1.1",
                "POST / HTTP/1.1 HTTP/1.1",
                "POST /A.BHTTP/1.1",
                "POST /",
                "POST HTTP/1.1"
            })
    void aLineWithMoreOrLessIsNone(String line) {
        assertThatThrownBy(() -> after(line + "\r\n\r\n").receive())
                .isInstanceOf(BadHttpException.class)
                .hasMessage("the first line is no request line: " + line.length() + " bytes");
    }

    @Test
    void aBodyBeyondTheCapIsRefused() throws IOException {
        Received request = received(after(POST));
        assertThatThrownBy(() -> request.read(1))
                .isInstanceOf(TooLargeException.class)
                .hasMessage("the body is larger than the 1 bytes that are taken");
    }

    @Test
    void anAnswerHasATypeAndALength() throws IOException {
        HttpServerConnection connection = after(POST);
        received(connection).read(2);
        assertThat(connection.answer(404, "no".getBytes(US_ASCII), false)).isTrue();
        assertThat(heard)
                .hasToString("HTTP/1.1 404 Not Found\r\nContent-Type: application/vnd.docker.plugins.v1.2+json\r\n"
                        + "Content-Length: 2\r\n\r\nno");
    }

    @Test
    void whatHasNoLengthGoesInChunks() throws IOException {
        HttpServerConnection connection = after(POST);
        received(connection).read(2);
        assertThat(connection.stream(200, out -> out.write("file".getBytes(US_ASCII)), false))
                .isTrue();
        assertThat(heard)
                .hasToString("HTTP/1.1 200 OK\r\nContent-Type: application/vnd.docker.plugins.v1.2+json\r\n"
                        + "Transfer-Encoding: chunked\r\n\r\n4\r\nfile\r\n0\r\n\r\n");
    }

    @ParameterizedTest
    @CsvSource({
        "HTTP/1.1,true",
        "HTTP/1.0,false",
        "'HTTP/1.0\r\nConnection: keep-alive',false",
        "'HTTP/1.1\r\nConnection: upgrade, Close',false"
    })
    void theLastAnswerSaysThatItIs(String version, boolean last) throws IOException {
        HttpServerConnection connection = after(POST.replace("HTTP/1.1", version));
        received(connection).read(2);
        assertThat(connection.answer(200, new byte[0], last)).isFalse();
        assertThat(heard.toString(US_ASCII)).contains("\r\nConnection: close\r\n");
    }

    @Test
    void aHostThatAsksWhetherItMaySendIsToldSo() throws IOException {
        Received request = received(after(POST.replace("\r\n\r\n", "\r\nExpect: 100-continue\r\n\r\n")));
        assertThat(heard).hasToString("HTTP/1.1 100 Continue\r\n\r\n");
        assertThat(request.read(2)).hasSize(2);
    }

    @Test
    void anEndInsideTheHeadIsNoRequest() throws IOException {
        assertThatThrownBy(() -> after("POST /A.B HTTP/1.1\r\nConte").receive()).isInstanceOf(BadHttpException.class);
    }

    @Test
    void aHostThatIsStillSendingGetsTheAnswerBeforeTheEnd() throws Exception {
        try (ServerSocketChannel listener =
                        ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                SocketChannel host = SocketChannel.open(listener.getLocalAddress());
                ChannelSocket plugin = new ChannelSocket(listener.accept())) {
            CompletableFuture<Void> lingering = CompletableFuture.runAsync(() -> {
                try {
                    new HttpServerConnection(plugin, plugin).linger();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            assertThat(host.read(ByteBuffer.allocate(1))).isEqualTo(-1);
            host.write(ByteBuffer.wrap(new byte[1000]));
            assertThat(lingering).isNotDone();
            host.shutdownOutput();
            assertThat(lingering).succeedsWithin(Duration.ofMinutes(1));
            assertThat(plugin.received()).isEqualTo(1000);
        }
    }
}
