package dev.jackplug.sdk;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** One request sent as raw bytes over a connection of its own, and everything that came back. */
public final class RawRequest {

    private RawRequest() {}

    /** Posts a body with the headers of a given host, and asks for the connection to be closed. */
    public static String post(Path socket, String method, String headers, String body) throws IOException {
        return send(
                socket,
                "POST /" + method + " HTTP/1.1\r\n" + headers + "Connection: close\r\nContent-Length: " + body.length()
                        + "\r\n\r\n" + body);
    }

    static String send(Path socket, String bytes) throws IOException {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            channel.write(ByteBuffer.wrap(bytes.getBytes(StandardCharsets.ISO_8859_1)));
            return rest(channel);
        }
    }

    /** Everything until the plugin closes the connection. */
    static String rest(SocketChannel channel) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        ByteBuffer buffer = ByteBuffer.allocate(4096);
        while (channel.read(buffer.clear()) >= 0) {
            all.write(buffer.array(), 0, buffer.position());
        }
        return all.toString(StandardCharsets.UTF_8);
    }
}
