package dev.jackplug.tck.conformance.plugin;

import dev.jackplug.internal.socket.Deadline;
import dev.jackplug.tck.internal.NotJudged;
import dev.jackplug.tck.internal.Violation;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A FIFO as dockerd makes one for the output of a container: held open for reading and writing, so that it has no end. */
final class OwnFifo implements AutoCloseable {

    private static final long PATIENCE = 30;
    private static final long LOOK_AGAIN_NANOS = 1_000_000;

    private final Subject plugin;
    private final Path path;
    private final FileInputStream rest;
    private FileChannel channel;

    private OwnFifo(Subject plugin, Path path) throws IOException {
        this.plugin = plugin;
        this.path = path;
        this.channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
        this.rest = new FileInputStream(path.toFile());
    }

    static OwnFifo make(Subject plugin, Path folder) throws IOException {
        Path path = folder.resolve(Own.id());
        if (!made(path)) {
            throw new NotJudged("mkfifo makes no FIFO in " + folder);
        }
        return new OwnFifo(plugin, path);
    }

    private static boolean made(Path path) throws IOException {
        try {
            Process maker = new ProcessBuilder("mkfifo", "-m", "700", path.toString()).start();
            return maker.waitFor(PATIENCE, TimeUnit.SECONDS) && maker.exitValue() == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while a FIFO is made");
        } catch (IOException e) {
            throw new NotJudged("there is no mkfifo here: " + e.getMessage());
        }
    }

    Path path() {
        return path;
    }

    /** Writes; a violation if that takes longer than the limit, for then a container would stand still. */
    void write(byte[] bytes) throws IOException {
        try (Deadline limit = plugin.limit()) {
            limit.guard(channel);
            ByteBuffer left = ByteBuffer.wrap(bytes);
            while (left.hasRemaining()) {
                channel.write(left);
            }
        } catch (ClosedChannelException e) {
            throw new Violation("the FIFO is full and nobody reads it: a container would stand still");
        }
    }

    /** Waits until all that was written was read. */
    void awaitTaken() throws IOException {
        try (Deadline limit = plugin.limit()) {
            while (left() > 0) {
                if (limit.left().isZero()) {
                    throw new Violation(left() + " bytes are left in the FIFO and nobody reads them");
                }
                LockSupport.parkNanos(LOOK_AGAIN_NANOS);
            }
        }
    }

    /** How many bytes wait to be read. */
    int left() throws IOException {
        return rest.available();
    }

    /** Lets go of the reading end, so that writing fails if nobody else has it. */
    void onlyWrite() throws IOException {
        FileChannel both = channel;
        channel = FileChannel.open(path, StandardOpenOption.WRITE);
        both.close();
        rest.close();
    }

    @Override
    public void close() throws IOException {
        rest.close();
        channel.close();
        Files.deleteIfExists(path);
    }
}
