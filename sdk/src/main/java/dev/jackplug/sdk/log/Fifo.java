package dev.jackplug.sdk.log;

import dev.jackplug.protocol.DriverException;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The reading end of a FIFO, opened three times over: by the keeper for writing too, so that opening never blocks and no
 * end comes while the host is away; by a channel, whose read can be ended from another thread; and by a stream, which knows
 * how much is left when that has happened.
 */
final class Fifo implements AutoCloseable {

    private static final int KIND = 0170000;
    private static final int NAMED_PIPE = 0010000;

    private final FileChannel keeper;
    private final FileInputStream rest;
    private final FileChannel channel;

    private Fifo(FileChannel keeper, FileInputStream rest, FileChannel channel) {
        this.keeper = keeper;
        this.rest = rest;
        this.channel = channel;
    }

    /**
     * Opens a FIFO of a folder.
     *
     * @throws DriverException if there is none of that path, or it is something else, or lies elsewhere
     */
    static Fifo open(Path folder, String path) {
        try {
            Path file = Path.of(path);
            Path parent = file.getParent();
            if (!file.isAbsolute() || parent == null || !parent.toRealPath().equals(folder.toRealPath())) {
                throw refused(path, "it is not in " + folder);
            }
            int mode = (Integer) Files.getAttribute(file, "unix:mode", LinkOption.NOFOLLOW_LINKS);
            if ((mode & KIND) != NAMED_PIPE) {
                throw refused(path, "it is no named pipe");
            }
            return opened(file);
        } catch (NoSuchFileException e) {
            throw refused(path, "there is no " + e.getFile() + "; the plugin has to see the files of the host");
        } catch (IOException | InvalidPathException e) {
            throw refused(path, e.toString());
        }
    }

    /** Whether there is nothing of that path any more; not when nobody can tell. */
    static boolean gone(String path) {
        try {
            return Files.notExists(Path.of(path), LinkOption.NOFOLLOW_LINKS);
        } catch (InvalidPathException e) {
            return true;
        }
    }

    private static Fifo opened(Path file) throws IOException {
        FileChannel keeper =
                FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        FileInputStream rest = null;
        try {
            rest = new FileInputStream(file.toFile());
            return new Fifo(keeper, rest, FileChannel.open(file, StandardOpenOption.READ));
        } catch (IOException e) {
            keeper.close();
            if (rest != null) {
                rest.close();
            }
            throw e;
        }
    }

    private static DriverException refused(String path, String reason) {
        return new DriverException("the log of the container cannot be read from " + path + ": " + reason);
    }

    /**
     * Waits for bytes.
     *
     * @return how many there are now in the buffer; -1 at the end, which comes when the host is gone and {@link #abandon} was
     *     called
     * @throws java.nio.channels.ClosedChannelException once {@link #hangUp} was called
     */
    int read(ByteBuffer bytes) throws IOException {
        return channel.read(bytes.clear());
    }

    /** Ends a read that waits, and every later one. */
    void hangUp() throws IOException {
        channel.close();
    }

    /** From now on there is an end: when no host has the FIFO open any more. */
    void abandon() throws IOException {
        keeper.close();
    }

    /** Takes what is there, at most so much, without waiting; 0 when nothing is. */
    int readRest(byte[] bytes, int length) throws IOException {
        int there = Math.min(rest.available(), length);
        return there == 0 ? 0 : rest.read(bytes, 0, there);
    }

    @Override
    public void close() throws IOException {
        try (keeper;
                rest;
                channel) {
            // each of them
        }
    }
}
