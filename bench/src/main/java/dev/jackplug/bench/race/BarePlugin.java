package dev.jackplug.bench.race;

import dev.jackplug.internal.json.Json;
import dev.jackplug.protocol.volume.GetReply;
import dev.jackplug.protocol.volume.Volume;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/**
 * The bare exchange from the other side: whatever is read is taken for a request, and the bytes that our plugin answers are
 * written. No HTTP and no JSON is understood, nothing is allocated, and every connection has a thread that sleeps until
 * something comes. With {@link Floor} as its host it shows what is left when neither side does anything.
 */
final class BarePlugin implements Runnable {

    private static final byte[] ANSWER = answer();

    private final SocketChannel channel;

    private BarePlugin(SocketChannel channel) {
        this.channel = channel;
    }

    public static void main(String[] arguments) throws IOException {
        try (ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            listener.bind(UnixDomainSocketAddress.of(arguments[0]));
            while (true) {
                new Thread(new BarePlugin(listener.accept())).start();
            }
        }
    }

    private static byte[] answer() {
        String body = new String(Json.write(new GetReply(new Volume("data", "/mnt/data"))), StandardCharsets.US_ASCII);
        return ("HTTP/1.1 200 OK\r\nContent-Type: application/vnd.docker.plugins.v1.2+json\r\nContent-Length: "
                        + body.length() + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void run() {
        ByteBuffer request = ByteBuffer.allocateDirect(4096);
        ByteBuffer answer = ByteBuffer.allocateDirect(ANSWER.length).put(ANSWER);
        try (channel) {
            while (channel.read(request.clear()) >= 0) {
                channel.write(answer.rewind());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
