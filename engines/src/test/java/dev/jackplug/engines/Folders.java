package dev.jackplug.engines;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Folders that go with all that is in them. Does nothing when there is none. */
final class Folders {
    private Folders() {}

    static void delete(Path top) throws IOException {
        delete(top, any -> true);
    }

    /** Control groups: their files go with them and cannot be deleted. */
    static void deleteGroups(Path top) throws IOException {
        delete(top, Files::isDirectory);
    }

    private static void delete(Path top, Predicate<Path> deletable) throws IOException {
        if (!Files.exists(top)) {
            return;
        }
        try (Stream<Path> files = Files.walk(top)) {
            for (Path file :
                    files.filter(deletable).sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
