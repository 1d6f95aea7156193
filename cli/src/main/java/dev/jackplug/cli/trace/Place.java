package dev.jackplug.cli.trace;

import dev.jackplug.internal.socket.Sockets;
import java.io.IOException;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The place of a plugin's socket, taken by one of ours. The plugin's own is kept in {@link #FOLDER} beside it, where no host
 * looks for plugins, under the same name. Hosts find a socket at every moment: both steps are renames. Should this process be
 * killed, the kept socket is there for {@link #restore}.
 */
public final class Place {

    static final String FOLDER = ".jackplug-trace";

    /** How long a plugin that takes its place anew may need from the file to the listening. */
    private static final long START_NANOS = TimeUnit.SECONDS.toNanos(2);

    private static final long GLANCE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private static final String BACK = "the plugin's socket is at its place again";
    private static final String STOPPED =
            "the plugin has stopped meanwhile: nobody listens on its socket, which was removed";

    private final Path place;
    private final Path kept;
    private final Lock lock;
    private final ServerSocketChannel listener;
    private final @Nullable Object ours;

    /** One recorder alone in front of a plugin; the kernel frees it when the process ends, however it ends. */
    private record Lock(Path file, FileChannel channel) {

        static Lock take(Path folder, String name) throws IOException {
            Path file = folder.resolve(name + ".lock");
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            boolean taken = false;
            try {
                FileLock lock = channel.tryLock();
                taken = lock != null;
            } catch (OverlappingFileLockException e) {
                // By this very process.
            } finally {
                if (!taken) {
                    channel.close();
                }
            }
            if (!taken) {
                throw new IllegalStateException(
                        "it is being recorded already: " + file + " is locked; end that trace first");
            }
            return new Lock(file, channel);
        }

        void free() throws IOException {
            Files.deleteIfExists(file);
            channel.close();
            try {
                Files.deleteIfExists(file.getParent());
            } catch (IOException e) {
                // Another plugin beside it is being recorded.
            }
        }
    }

    private Place(Path place, Lock lock, ServerSocketChannel listener) throws IOException {
        this.place = place;
        this.kept = kept(place);
        this.lock = lock;
        this.listener = listener;
        this.ours = identity(place);
    }

    /**
     * Takes the place of a socket that a plugin listens on.
     *
     * @throws IllegalStateException if nobody listens there, or it is recorded already
     */
    public static Place take(Path place) throws IOException {
        Lock lock = lock(place);
        try {
            putBack(place, false);
            if (!Sockets.somebodyListens(place)) {
                throw new IllegalStateException("nobody listens at " + place + "; see jackplug doctor");
            }
            return new Place(place, lock, replace(place));
        } catch (IOException | RuntimeException e) {
            lock.free();
            throw e;
        }
    }

    /**
     * Puts back what a recorder left that was killed.
     *
     * @return what was done, in words
     * @throws IllegalStateException if a recorder is at work there
     */
    public static String restore(Path place) throws IOException {
        Lock lock = lock(place);
        try {
            return putBack(place, false);
        } finally {
            lock.free();
        }
    }

    /** Where a plugin of that name would be whose recorder was killed. */
    public static Optional<Path> left(List<Path> directories, String name) {
        return directories.stream()
                .flatMap(one ->
                        Stream.of(one.resolve(name + ".sock"), one.resolve(name).resolve(name + ".sock")))
                .filter(place -> Files.exists(kept(place), LinkOption.NOFOLLOW_LINKS))
                .findFirst();
    }

    private static Lock lock(Path place) throws IOException {
        Path folder = place.resolveSibling(FOLDER);
        try {
            Files.createDirectory(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (FileAlreadyExistsException e) {
            // Left by one that was killed, or of a plugin beside it.
        }
        return Lock.take(folder, place.getFileName().toString());
    }

    private static ServerSocketChannel replace(Path place) throws IOException {
        Path fresh = kept(place).resolveSibling(place.getFileName().toString().replaceFirst("\\.sock$", ".new"));
        Files.deleteIfExists(fresh);
        ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            bind(listener, fresh);
            copyModes(place, fresh);
            Files.createLink(kept(place), place);
            Files.move(fresh, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return listener;
        } catch (IOException | RuntimeException e) {
            listener.close();
            Files.deleteIfExists(fresh);
            Files.deleteIfExists(kept(place));
            throw e;
        }
    }

    /** With the path in the error, which the JDK leaves out. */
    private static void bind(ServerSocketChannel listener, Path fresh) throws IOException {
        try {
            listener.bind(UnixDomainSocketAddress.of(fresh), 128);
        } catch (SocketException e) {
            throw (IOException) new FileSystemException(fresh.toString(), null, e.getMessage()).initCause(e);
        }
    }

    private static void copyModes(Path from, Path to) throws IOException {
        PosixFileAttributes wanted = Files.readAttributes(from, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        PosixFileAttributeView view =
                Files.getFileAttributeView(to, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        if (!wanted.owner().equals(view.readAttributes().owner())) {
            view.setOwner(wanted.owner());
        }
        if (!wanted.group().equals(view.readAttributes().group())) {
            view.setGroup(wanted.group());
        }
        Files.setPosixFilePermissions(to, wanted.permissions());
    }

    /** Where the plugin's own socket is kept while another is at its place. */
    public static Path kept(Path place) {
        return place.resolveSibling(FOLDER).resolve(place.getFileName());
    }

    private static @Nullable Object identity(Path file) throws IOException {
        return Files.exists(file, LinkOption.NOFOLLOW_LINKS)
                ? Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                        .fileKey()
                : null;
    }

    private static boolean alive(Path socket) throws IOException {
        return Files.exists(socket) && Sockets.somebodyListens(socket);
    }

    /**
     * Whatever the state in which somebody left the two: the plugin's socket is at its place, or none is.
     *
     * @param anew whether somebody was seen to change the place, so that what is there is not ours
     */
    private static String putBack(Path place, boolean anew) throws IOException {
        Path kept = kept(place);
        Object plugins = identity(kept);
        if (plugins == null || Objects.equals(plugins, identity(place))) {
            Files.deleteIfExists(kept);
            return BACK;
        }
        if (anew || !alive(kept)) {
            awaitStart(place, kept);
        }
        if (alive(place)) {
            Files.delete(kept);
            return "the plugin was started again meanwhile: its new socket stays";
        }
        if (alive(kept)) {
            Files.move(kept, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return BACK;
        }
        Files.delete(kept);
        if (!anew) {
            Files.deleteIfExists(place);
        }
        return STOPPED;
    }

    /** A plugin that starts has no socket for a moment, then one that nobody listens on yet: neither is to be taken from it. */
    private static void awaitStart(Path place, Path kept) throws IOException {
        long end = System.nanoTime() + START_NANOS;
        while (!alive(place) && (Files.exists(place) || alive(kept)) && System.nanoTime() < end) {
            LockSupport.parkNanos(GLANCE_NANOS);
        }
    }

    /** Where hosts connect to. */
    public ServerSocketChannel listener() {
        return listener;
    }

    /** Where the plugin's own socket is. */
    public Path plugin() {
        return kept;
    }

    /** Whether another socket, or none, is where ours was put. */
    public boolean lost() {
        try {
            return !Objects.equals(ours, identity(place));
        } catch (IOException e) {
            return true;
        }
    }

    /**
     * Gives the place back.
     *
     * @return what was done, in words
     */
    public String leave() throws IOException {
        try {
            if (lost()) {
                return putBack(place, true);
            }
            // What listens at the place is ours, so the plugin's own alone says whether it lives.
            if (alive(kept)) {
                Files.move(kept, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                return BACK;
            }
            Files.delete(kept);
            Files.deleteIfExists(place);
            return STOPPED;
        } finally {
            lock.free();
        }
    }
}
