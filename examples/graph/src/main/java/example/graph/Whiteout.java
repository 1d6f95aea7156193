package example.graph;

import java.nio.file.Path;

/** How an archive says that a file of the layer below is gone: by an empty file named {@code .wh.NAME} in its place. */
final class Whiteout {

    private static final String PREFIX = ".wh.";

    /** Says that a folder has nothing of the layer below. */
    private static final String OPAQUE = PREFIX + PREFIX + ".opq";

    private Whiteout() {}

    static Path of(Path gone) {
        return gone.resolveSibling(PREFIX + gone.getFileName());
    }

    static boolean is(Path file) {
        return name(file).startsWith(PREFIX);
    }

    static boolean isOpaque(Path file) {
        return name(file).equals(OPAQUE);
    }

    /** Whether it is one of the notes that some storage drivers leave for themselves. */
    static boolean isNote(Path file) {
        return name(file).startsWith(PREFIX + PREFIX);
    }

    /** What is gone. */
    static Path gone(Path whiteout) {
        return whiteout.resolveSibling(name(whiteout).substring(PREFIX.length()));
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }
}
