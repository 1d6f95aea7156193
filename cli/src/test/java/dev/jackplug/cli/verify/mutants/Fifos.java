package dev.jackplug.cli.verify.mutants;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** Named pipes, which the JDK cannot make. */
final class Fifos {

    private Fifos() {}

    /** A new one in a folder, which is made if it is not there. */
    static Path make(Path folder) throws IOException {
        Path fifo = Files.createDirectories(folder).resolve(UUID.randomUUID().toString());
        try {
            if (new ProcessBuilder("mkfifo", fifo.toString())
                            .inheritIO()
                            .start()
                            .waitFor()
                    != 0) {
                throw new IOException("mkfifo failed on " + fifo);
            }
            return fifo;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
