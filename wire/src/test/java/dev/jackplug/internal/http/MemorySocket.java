package dev.jackplug.internal.http;

import dev.jackplug.internal.socket.BlockInput;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketImpl;

/** A connection whose peer has said everything it will ever say, and closed. No kernel takes part: a fuzzer opens millions. */
final class MemorySocket extends Socket {

    private final InputStream in;
    private final OutputStream out;

    /**
     * A peer that does not listen.
     *
     * @param atMost how many bytes one read gives
     */
    MemorySocket(byte[] said, int atMost) throws SocketException {
        this(said, atMost, OutputStream.nullOutputStream());
    }

    /** A peer that hears what is said to it. */
    MemorySocket(byte[] said, int atMost, OutputStream heard) throws SocketException {
        super((SocketImpl) null);
        this.out = heard;
        ByteArrayInputStream all = new ByteArrayInputStream(said);
        this.in = new BlockInput() {
            @Override
            public int read(byte[] bytes, int offset, int length) {
                return all.read(bytes, offset, Math.min(length, atMost));
            }
        };
    }

    @Override
    public InputStream getInputStream() {
        return in;
    }

    @Override
    public OutputStream getOutputStream() {
        return out;
    }

    @Override
    public void setSoTimeout(int timeout) {}

    @Override
    public int getSoTimeout() {
        return 0;
    }

    @Override
    @SuppressWarnings("UnsynchronizedOverridesSynchronized")
    public void close() throws IOException {
        in.close();
    }
}
