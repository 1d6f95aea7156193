package dev.jackplug.internal.socket;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What there is to know about sockets beyond the JDK. Errors are told by their class wherever that can be done: their text is
 * the system's, in the user's language.
 */
public final class Sockets {

    private Sockets() {}

    /**
     * Whether somebody listens at a path. Does not block: a listener whose queue is full is one all the same, and so is, as
     * nobody can tell, whatever may not be connected to.
     */
    public static boolean somebodyListens(Path path) throws IOException {
        try (SocketChannel probe = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            probe.configureBlocking(false);
            probe.connect(UnixDomainSocketAddress.of(path));
            return true;
        } catch (SocketException e) {
            return !refused(e) && Files.exists(path);
        }
    }

    /** Whether nobody listened. */
    public static boolean refused(@Nullable Throwable e) {
        return e instanceof ConnectException;
    }

    /** Whether this user may not connect to a unix socket; the JDK has no class of its own for it. */
    public static boolean forbidden(@Nullable Throwable e) {
        return e instanceof BindException;
    }

    /** Whether a unix socket that does not block cannot take one connection more now. */
    static boolean queueIsFull(Exception e, Path path) {
        // A socket that is no stream has the same class: its text tells it where it is English.
        return e.getClass() == SocketException.class
                && Files.exists(path)
                && !String.valueOf(e.getMessage()).contains("wrong type");
    }
}
