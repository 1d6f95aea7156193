package dev.jackplug.sdk.log;

import dev.jackplug.sdk.internal.Folder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/**
 * Bytes that wait on the disk, first in, first out, in a file that never grows beyond its room: it is written round and round.
 * Positions count all bytes there ever were. One thread may write while another reads; who keeps the positions sees to it
 * that they do not meet.
 */
final class SpillFile implements AutoCloseable {

    private final Path file;
    private final long room;
    private final FileChannel channel;

    SpillFile(Path file, long room) throws IOException {
        this.file = file;
        this.room = room;
        this.channel = FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
                Folder.OWNER_ONLY);
    }

    void write(long position, byte[] bytes) throws IOException {
        int first = (int) Math.min(bytes.length, room - position % room);
        transfer(ByteBuffer.wrap(bytes, 0, first), position % room, channel::write);
        transfer(ByteBuffer.wrap(bytes, first, bytes.length - first), 0, channel::write);
    }

    byte[] read(long position, int length) throws IOException {
        byte[] bytes = new byte[length];
        int first = (int) Math.min(length, room - position % room);
        transfer(ByteBuffer.wrap(bytes, 0, first), position % room, channel::read);
        transfer(ByteBuffer.wrap(bytes, first, length - first), 0, channel::read);
        return bytes;
    }

    private interface Transfer {
        int at(ByteBuffer bytes, long position) throws IOException;
    }

    private static void transfer(ByteBuffer bytes, long position, Transfer transfer) throws IOException {
        long at = position;
        while (bytes.hasRemaining()) {
            int count = transfer.at(bytes, at);
            if (count < 0) {
                throw new IOException("the file of waiting log entries was cut at " + at);
            }
            at += count;
        }
    }

    /** Gives the disk back. Nothing that is in it is needed any more. */
    void clear() throws IOException {
        channel.truncate(0);
    }

    @Override
    public void close() throws IOException {
        try (channel) {
            Files.deleteIfExists(file);
        }
    }
}
