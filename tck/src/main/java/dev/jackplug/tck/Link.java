package dev.jackplug.tck;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/**
 * The two directions of an accepted socket, usable at the same time, and its end, which frees whoever is blocked in them.
 *
 * @param in what the host sends
 * @param out what the host receives
 * @param socket closes both directions
 */
record Link(InputStream in, OutputStream out, Closeable socket) {

    static Link over(Socket socket) throws IOException {
        return new Link(socket.getInputStream(), socket.getOutputStream(), socket);
    }

    /** Not {@code java.nio.channels.Channels}: its streams lock each other out, so a blocked read would block writing. */
    static Link over(SocketChannel channel) {
        return new Link(new ChannelInput(channel), new ChannelOutput(channel), channel);
    }

    private static final class ChannelInput extends InputStream {

        private final SocketChannel channel;

        ChannelInput(SocketChannel channel) {
            this.channel = channel;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            return channel.read(ByteBuffer.wrap(bytes, offset, length));
        }
    }

    private static final class ChannelOutput extends OutputStream {

        private final SocketChannel channel;

        ChannelOutput(SocketChannel channel) {
            this.channel = channel;
        }

        @Override
        public void write(int single) throws IOException {
            write(new byte[] {(byte) single}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            ByteBuffer rest = ByteBuffer.wrap(bytes, offset, length);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
        }
    }
}
