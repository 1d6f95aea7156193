package dev.jackplug.internal.socket;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A connected channel in the shape of a socket, which is what HttpCore and the JDK's TLS take. The streams are our own,
 * because those of {@code java.nio.channels.Channels} let a write wait behind a blocked read on Java 17. Closing from any
 * thread ends reads and writes at once.
 */
public final class ChannelSocket extends Socket {

    /** The kernel wakes a writer when a quarter is left: by default so little that the reader has nothing to do meanwhile. */
    private static final int ROOM = 300 * 1024;

    /** How much is written at once: the JDK keeps as much outside the heap for the thread, for as long as that lives. */
    private static final int PIECE = 128 * 1024;

    private final SocketChannel channel;
    private final In in = new In();
    private final OutputStream out = new Out();
    private BooleanSupplier eager = () -> false;
    private boolean prompt;
    private volatile long sent;
    private volatile long received;

    /** Wraps a connected channel, which this socket then owns. */
    public ChannelSocket(SocketChannel channel) {
        this.channel = channel;
        try {
            hasten(channel);
        } catch (IOException e) {
            // It works all the same, only slower; where it is closed already, the first use tells.
        }
    }

    /** What the kernel does by default is for those who write little, or to somebody far away. */
    private static void hasten(SocketChannel channel) throws IOException {
        SocketAddress peer = channel.getRemoteAddress();
        if (peer instanceof UnixDomainSocketAddress) {
            channel.setOption(StandardSocketOptions.SO_SNDBUF, ROOM); // TCP knows for itself how much it needs
        } else if (peer instanceof InetSocketAddress) {
            channel.setOption(
                    StandardSocketOptions.TCP_NODELAY, true); // a body need not wait until its head has arrived
        }
    }

    /**
     * Says when a read may look for bytes before it sleeps: while nobody else has use for the processor, as far as the caller
     * knows. It does so only after what was waited for last has come promptly. For the thread that reads.
     */
    public void eager(BooleanSupplier eager) {
        this.eager = eager;
    }

    /** How many bytes the kernel has taken from us. */
    public long sent() {
        return sent;
    }

    /** How many bytes were read. What the kernel has given us and nobody has read yet does not count: a slow reader is at work. */
    public long received() {
        return received;
    }

    /** Whether all that the kernel has given us was read. For the thread that reads. */
    public boolean drained() {
        return in.ahead.isEmpty();
    }

    /**
     * Whether an idle connection can be used again: the peer has neither closed it nor said anything unasked. Does not
     * block. What the peer said unasked is lost, so a connection for which this is false must be closed.
     */
    public boolean quiet() {
        try {
            channel.configureBlocking(false);
            try {
                return channel.read(ByteBuffer.allocate(1)) == 0;
            } finally {
                channel.configureBlocking(true);
            }
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public InputStream getInputStream() {
        return in;
    }

    @Override
    public OutputStream getOutputStream() {
        return out;
    }

    /** Never waits for a lock: it is what ends a read or write that hangs. */
    @Override
    @SuppressWarnings("UnsynchronizedOverridesSynchronized")
    public void close() throws IOException {
        channel.close();
    }

    @Override
    public boolean isClosed() {
        return !channel.isOpen();
    }

    @Override
    public boolean isConnected() {
        return true;
    }

    @Override
    public void shutdownInput() throws IOException {
        channel.shutdownInput();
    }

    @Override
    public void shutdownOutput() throws IOException {
        channel.shutdownOutput();
    }

    /** Deadlines bound every wait here; a channel has no read timeout. */
    @Override
    public void setSoTimeout(int timeout) {}

    @Override
    public int getSoTimeout() {
        return 0;
    }

    /** Closing never waits, so there is nothing to linger for. */
    @Override
    public void setSoLinger(boolean on, int linger) {}

    /** Null when the connection is closed. */
    @Override
    public @Nullable SocketAddress getRemoteSocketAddress() {
        try {
            return channel.getRemoteAddress();
        } catch (IOException e) {
            return null;
        }
    }

    /** TLS asks for it; the inherited method would open a socket of its own to know. */
    @Override
    public int getPort() {
        return getRemoteSocketAddress() instanceof InetSocketAddress address ? address.getPort() : 0;
    }

    private final class In extends BlockInput {

        private final ReadAhead ahead = new ReadAhead(this::read);

        @Override
        @SuppressWarnings("NonAtomicVolatileUpdate")
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int count = length == 0 ? 0 : ahead.read(bytes, offset, length);
            received += Math.max(count, 0); // one thread at a time reads
            return count;
        }

        private int read(ByteBuffer buffer) throws IOException {
            return eager.getAsBoolean() ? readEagerly(buffer) : channel.read(buffer);
        }

        private int readEagerly(ByteBuffer buffer) throws IOException {
            long start = System.nanoTime();
            int count = prompt ? ShortWait.read(channel, buffer, eager) : 0;
            count = count == 0 ? channel.read(buffer) : count;
            prompt = System.nanoTime() - start < ShortWait.NANOS;
            return count;
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }

    private final class Out extends OutputStream {

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            int end = offset + length;
            ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
            long before = sent; // one thread at a time writes to a connection
            while (buffer.position() < end) {
                try {
                    buffer.limit(Math.min(end, buffer.position() + PIECE));
                    channel.write(buffer);
                } finally {
                    // A write that an interrupt ends can have sent something all the same.
                    sent = before + buffer.position() - offset;
                }
            }
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
