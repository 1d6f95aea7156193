package dev.jackplug.tck.conformance.plugin;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/**
 * Where FIFOs are made.
 *
 * @param made whether the folder goes with the last FIFO
 */
record FifoFolder(Path path, boolean made) implements AutoCloseable {

    private static final Path DOCKER = Path.of("/run/docker/logging");

    /** The folder of dockerd, which a plugin may insist on; empty when nothing can be made there. */
    static Optional<FifoFolder> docker() throws IOException {
        if (Files.isWritable(DOCKER)) {
            return Optional.of(new FifoFolder(DOCKER, false));
        }
        if (Files.exists(DOCKER) || !Files.isWritable(DOCKER.getParent())) {
            return Optional.empty();
        }
        Files.createDirectory(
                DOCKER, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        return Optional.of(new FifoFolder(DOCKER, true));
    }

    /** A folder of our own, only for us, as dockerd's is. */
    static FifoFolder temporary() throws IOException {
        return new FifoFolder(Files.createTempDirectory("jp"), true);
    }

    @Override
    public void close() throws IOException {
        try {
            if (made) {
                Files.deleteIfExists(path);
            }
        } catch (DirectoryNotEmptyException e) {
            // Since it is there, somebody else has begun to use it.
        }
    }
}
