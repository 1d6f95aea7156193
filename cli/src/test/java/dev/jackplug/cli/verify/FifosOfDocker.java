package dev.jackplug.cli.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Keeps dockerd's folder for FIFOs, where there can be one, as long as it is open: kits that judge at once would remove it under
 * each other's hands.
 */
final class FifosOfDocker {

    private static final Path FOLDER = Path.of("/run/docker/logging");

    private final boolean made;

    private FifosOfDocker(boolean made) {
        this.made = made;
    }

    static FifosOfDocker kept() throws IOException {
        boolean make = !Files.exists(FOLDER) && Files.isWritable(FOLDER.getParent());
        if (make) {
            Files.createDirectory(FOLDER);
        }
        return new FifosOfDocker(make);
    }

    void close() throws IOException {
        if (made) {
            Files.deleteIfExists(FOLDER);
        }
    }
}
