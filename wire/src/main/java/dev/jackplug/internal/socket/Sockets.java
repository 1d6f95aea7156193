package dev.jackplug.internal.socket;

import java.io.IOException;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/** What there is to know about unix sockets beyond the JDK. */
public final class Sockets {

    private Sockets() {}

    /** Whether somebody listens at a path. Does not block: a listener whose queue is full is one all the same. */
    public static boolean somebodyListens(Path path) throws IOException {
        try (SocketChannel probe = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            probe.configureBlocking(false);
            probe.connect(UnixDomainSocketAddress.of(path));
            return true;
        } catch (SocketException e) {
            return queueIsFull(e);
        }
    }

    /** Whether a unix socket that does not block cannot take one connection more now. */
    static boolean queueIsFull(Exception e) {
        return e.getClass() == SocketException.class
                && String.valueOf(e.getMessage()).contains("temporarily unavailable");
    }
}
