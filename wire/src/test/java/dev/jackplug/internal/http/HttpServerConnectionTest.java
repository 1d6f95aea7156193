package dev.jackplug.internal.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jackplug.internal.socket.ChannelSocket;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
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
                .hasMessageContaining("must not be negative");
    }
}
