package dev.jackplug.internal.http;

import dev.jackplug.internal.socket.BlockInput;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import org.apache.hc.core5.http.impl.io.SocketHolder;

/** What HttpCore reads and writes, TLS or not; remembers whether the plugin has said its last. */
final class WatchedSocket extends SocketHolder {

    private volatile boolean ended;

    WatchedSocket(Socket socket) {
        super(socket);
    }

    boolean ended() {
        return ended;
    }

    @Override
    protected InputStream getInputStream(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        return new BlockInput() {
            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                int count = in.read(bytes, offset, length);
                if (count < 0) {
                    ended = true;
                }
                return count;
            }
        };
    }
}
