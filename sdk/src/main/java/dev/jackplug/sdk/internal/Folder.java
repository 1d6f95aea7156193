package dev.jackplug.sdk.internal;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** A folder in the file system, locked for as long as it is open. */
public final class Folder implements Disk {

    private static final String LOCK = ".lock";

    /** The mode of the files in it, whatever the umask. */
    public static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    /**
     * The folders open in this process. The kernel's locks are between processes, and closing a second channel to the lock
     * would give up the lock of the first.
     */
    private static final Set<Path> OPEN = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final FileChannel lock;

    private Folder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /**
     * Opens a folder, which is made if it is not there.
     *
     * @param what is kept in it, for messages, such as {@code volume ledger}
     * @throws IllegalStateException if it is open already, here or in another process
     */
    public static Folder open(String what, Path path) throws IOException {
        Path folder = made(path.toAbsolutePath());
        if (!OPEN.add(folder)) {
            throw inUse(what, folder, ProcessHandle.current().pid() + ", this one");
        }
        try {
            return new Folder(folder, locked(what, folder));
        } catch (IOException | RuntimeException e) {
            OPEN.remove(folder);
            throw e;
        }
    }

    private static Path made(Path folder) throws IOException {
        if (Files.notExists(folder)) {
            ownersAlone(folder);
            force(folder.resolveSibling("."));
        }
        return folder.toRealPath();
    }

    /** Makes a folder that only its owner gets into, or makes one that is there such a folder. */
    public static Path ownersAlone(Path folder) throws IOException {
        return Files.setPosixFilePermissions(
                Files.createDirectories(folder), PosixFilePermissions.fromString("rwx------"));
    }

    private static FileChannel locked(String what, Path folder) throws IOException {
        Path file = folder.resolve(LOCK);
        FileChannel channel = FileChannel.open(file, Set.of(CREATE, WRITE), OWNER_ONLY);
        try {
            FileLock lock = channel.tryLock();
            if (lock == null) {
                throw inUse(what, folder, Files.readString(file).strip());
            }
            channel.truncate(0);
            channel.write(bytes(ProcessHandle.current().pid() + "\n"));
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static IllegalStateException inUse(String what, Path folder, String process) {
        return new IllegalStateException("the " + what + " in " + folder + " is in use by process " + process
                + "; stop that plugin, or give this one a folder of its own");
    }

    @Override
    public List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(path)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> !file.equals(LOCK))
                    .sorted()
                    .toList();
        }
    }

    @Override
    public byte[] read(String file) throws IOException {
        return Files.readAllBytes(path.resolve(file));
    }

    @Override
    public void write(String file, byte[] content) throws IOException {
        try (FileChannel channel =
                FileChannel.open(path.resolve(file), Set.of(CREATE, WRITE, TRUNCATE_EXISTING), OWNER_ONLY)) {
            ByteBuffer rest = ByteBuffer.wrap(content);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(true);
        }
    }

    @Override
    public void rename(String from, String to) throws IOException {
        Files.move(path.resolve(from), path.resolve(to), StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void delete(String file) throws IOException {
        Files.deleteIfExists(path.resolve(file));
    }

    @Override
    public void force() throws IOException {
        force(path);
    }

    private static void force(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, READ)) {
            channel.force(true);
        }
    }

    /** Again it does nothing: by then the folder may be another's. */
    @Override
    public synchronized void close() throws IOException {
        if (lock.isOpen()) {
            lock.close();
            OPEN.remove(path);
        }
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
