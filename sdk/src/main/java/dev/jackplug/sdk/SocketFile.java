package dev.jackplug.sdk;

import dev.jackplug.internal.socket.Sockets;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The socket of a plugin in the file system. A leftover of a dead process is taken over, a live one never. */
final class SocketFile {

    private final Path path;
    private final String group;
    private @Nullable Object identity;

    /**
     * Names the file.
     *
     * @param group who may connect beside the owner; empty for the group of the process
     */
    SocketFile(Path path, String group) {
        this.path = path;
        this.group = group;
    }

    Path path() {
        return path;
    }

    ServerSocketChannel bind(int queue) throws IOException {
        SpecFile.makeFolderOf(path);
        removeLeftover();
        ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            listener.bind(UnixDomainSocketAddress.of(path), queue);
            identity = identity();
            restrict(listener);
            return listener;
        } catch (IOException | RuntimeException e) {
            listener.close();
            remove();
            throw e;
        }
    }

    private void removeLeftover() throws IOException {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (!Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .isOther()) {
            throw new IllegalStateException(path + " is there and is no socket; move it away, or use another name");
        }
        if (Sockets.somebodyListens(path)) {
            throw new IllegalStateException("another process listens at " + path + "; stop it, or use another name");
        }
        Files.deleteIfExists(path);
    }

    /** Gives the socket its mode; a host that was quicker stays, unless the umask alone had let it in. */
    void restrict(ServerSocketChannel listener) throws IOException {
        Set<PosixFilePermission> byUmask = Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS);
        if (!group.isEmpty()) {
            try {
                Files.getFileAttributeView(path, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                        .setGroup(path.getFileSystem()
                                .getUserPrincipalLookupService()
                                .lookupPrincipalByGroupName(group));
            } catch (UserPrincipalNotFoundException e) {
                throw new IllegalArgumentException("there is no group \"" + group + "\" on this machine", e);
            }
        }
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-rw----"));
        boolean otherGroup = !group.isEmpty() && byUmask.contains(PosixFilePermission.GROUP_WRITE);
        if (otherGroup || byUmask.contains(PosixFilePermission.OTHERS_WRITE)) {
            turnAwayTheEarly(listener);
        }
    }

    private static void turnAwayTheEarly(ServerSocketChannel listener) throws IOException {
        listener.configureBlocking(false);
        for (SocketChannel early = listener.accept(); early != null; early = listener.accept()) {
            early.close();
        }
    }

    private @Nullable Object identity() throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .fileKey();
    }

    /** Removes the socket, unless another process has put its own in this place. */
    void remove() throws IOException {
        if (identity != null && Files.exists(path, LinkOption.NOFOLLOW_LINKS) && Objects.equals(identity, identity())) {
            Files.deleteIfExists(path);
        }
    }
}
