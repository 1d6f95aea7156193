package dev.jackplug.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The outcomes of the fault matrix, of which {@code docs/reliability.md} is made. */
final class Matrix {

    private static final Path SEEN = Path.of("target", "reliability-seen.tsv");

    static {
        try {
            Files.createDirectories(SEEN.getParent());
            Files.deleteIfExists(SEEN);
        } catch (IOException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private Matrix() {}

    /** Notes how an operation ended that met a fault. */
    static synchronized void saw(String table, Enum<?> fault, String sentence, String operation, String outcome)
            throws IOException {
        String row = String.join("\t", table, fault.name(), sentence, operation, outcome) + "\n";
        Files.writeString(SEEN, row, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** An outcome in a word. */
    static String word(Throwable end) {
        return end == null ? "goes on" : end.getClass().getSimpleName();
    }
}
