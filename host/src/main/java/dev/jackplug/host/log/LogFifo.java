package dev.jackplug.host.log;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;

/**
 * A FIFO that nobody but this user can open, in a folder of the same kind. It is open for reading too, as dockerd's are, so
 * that it has no end for its reader and no broken pipe for us while plugins come and go. Java cannot make one: {@code mkfifo}
 * of the system does.
 */
final class LogFifo implements AutoCloseable {

    private static final int SECONDS = 10;

    private final Path file;
    private final FileChannel channel;

    private LogFifo(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** Makes a FIFO of a new name and opens it; the folder is made if it is not there. */
    static LogFifo make(Path folder) throws IOException {
        Path file = privateFolder(folder).resolve(HexIds.next());
        mkfifo(file);
        try {
            return new LogFifo(file, FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE));
        } catch (IOException e) {
            Files.delete(file);
            throw e;
        }
    }

    private static Path privateFolder(Path folder) throws IOException {
        Path path = folder.toAbsolutePath();
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
        if (path.getParent() != null) {
            Files.createDirectories(path.getParent());
        }
        try {
            return Files.createDirectory(path, ownerOnly);
        } catch (FileAlreadyExistsException e) {
            return path;
        }
    }

    private static void mkfifo(Path file) throws IOException {
        Process process = new ProcessBuilder("mkfifo", "-m", "0700", file.toString())
                .redirectErrorStream(true)
                .start();
        try {
            process.getOutputStream().close();
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("mkfifo " + file + ": no end after " + SECONDS + " seconds");
            }
            if (process.exitValue() != 0) {
                String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                throw new IOException(said.strip());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        } finally {
            process.destroyForcibly();
        }
    }

    Path file() {
        return file;
    }

    FileChannel channel() {
        return channel;
    }

    /** Closes and deletes it. */
    @Override
    public void close() throws IOException {
        try (channel) {
            Files.deleteIfExists(file);
        }
    }
}
