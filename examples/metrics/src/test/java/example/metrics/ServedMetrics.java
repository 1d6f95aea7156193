package example.metrics;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** An engine that serves its metrics, or something else, or nothing for as long as the answer is empty. */
final class ServedMetrics implements AutoCloseable {

    private final ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    private final AtomicInteger readers = new AtomicInteger();
    private volatile String answer = "";

    ServedMetrics(Path socket) throws IOException {
        server.bind(UnixDomainSocketAddress.of(socket));
        new Thread(this::serve, "served-metrics").start();
    }

    void answer(String bytes) {
        answer = bytes;
    }

    int readers() {
        return readers.get();
    }

    private void serve() {
        List<SocketChannel> hanging = new ArrayList<>();
        try {
            while (true) {
                SocketChannel reader = server.accept();
                readers.incrementAndGet();
                if (answer.isEmpty()) {
                    hanging.add(reader);
                } else {
                    answer(reader);
                }
            }
        } catch (ClosedChannelException closed) {
            hanging.forEach(ServedMetrics::close);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void answer(SocketChannel reader) throws IOException {
        try (reader) {
            reader.read(ByteBuffer.allocate(1024));
            reader.write(ByteBuffer.wrap(answer.getBytes(StandardCharsets.UTF_8)));
        }
    }

    private static void close(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
