package dev.jackplug.tck;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A host that sends and reads nothing but what a test says. */
final class RawHost implements AutoCloseable {

    private final SocketChannel channel;

    private RawHost(SocketChannel channel) {
        this.channel = channel;
    }

    static RawHost connect(ScriptedPlugin plugin) throws IOException {
        return new RawHost(SocketChannel.open(socketOf(URI.create(plugin.address()))));
    }

    private static SocketAddress socketOf(URI address) {
        return address.getScheme().equals("unix")
                ? UnixDomainSocketAddress.of(Path.of(address.getPath()))
                : new InetSocketAddress(address.getHost(), address.getPort());
    }

    static String post(String method, String body) {
        return "POST /" + method + " HTTP/1.1\r\nHost: plugin\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    RawHost send(String text) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        return this;
    }

    /** Reads exactly as many bytes as the text has. */
    String read(String expected) throws IOException {
        return read(expected.length());
    }

    String read(int count) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(count);
        int last = 0;
        while (bytes.hasRemaining() && last >= 0) {
            last = channel.read(bytes);
        }
        return new String(bytes.array(), 0, bytes.position(), StandardCharsets.ISO_8859_1);
    }

    String readToEnd() throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        ByteBuffer bytes = ByteBuffer.allocate(8192);
        while (channel.read(bytes) >= 0) {
            all.write(bytes.array(), 0, bytes.position());
            bytes.clear();
        }
        return all.toString(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
