package example.metrics;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * The engine's metrics, as it serves them on a unix socket. The request is of HTTP 1.0, whose answer ends with the
 * connection, because the JDK's HTTP client knows no unix sockets.
 */
final class MetricsSocket {

    private static final int MOST_BYTES = 16 * 1024 * 1024;
    private static final String END_OF_HEAD = "\r\n\r\n";

    private final Path socket;

    MetricsSocket(Path socket) {
        this.socket = socket;
    }

    /** Reads them once. Ends when its thread is interrupted. */
    String read() throws IOException {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            channel.write(ByteBuffer.wrap(
                    "GET /metrics HTTP/1.0\r\nHost: metrics\r\n\r\n".getBytes(StandardCharsets.US_ASCII)));
            String answer = rest(channel);
            int end = answer.indexOf(END_OF_HEAD);
            if (end < 0 || !answer.matches("(?s)HTTP/1\\.[01] 200 .*")) {
                throw new IOException(
                        "no metrics, but: " + answer.lines().findFirst().orElse("nothing at all"));
            }
            return answer.substring(end + END_OF_HEAD.length());
        } catch (IOException e) {
            throw new IOException(socket + ": " + e.getMessage(), e);
        }
    }

    private static String rest(SocketChannel channel) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        ByteBuffer buffer = ByteBuffer.allocate(8 * 1024);
        while (channel.read(buffer.clear()) >= 0) {
            all.write(buffer.array(), 0, buffer.position());
            if (all.size() > MOST_BYTES) {
                throw new IOException("more than " + MOST_BYTES + " bytes of metrics");
            }
        }
        return all.toString(StandardCharsets.UTF_8);
    }
}
