package example.graph;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;

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

    /**
     * What is gone.
     *
     * @throws IOException if it would be the folder itself, or the one above
     */
    static Path gone(Path whiteout) throws IOException {
        String name = name(whiteout).substring(PREFIX.length());
        if (Set.of("", ".", "..").contains(name)) {
            throw new IOException("the archive holds " + name(whiteout) + ", which says that a whole folder is gone");
        }
        return whiteout.resolveSibling(name);
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }
}
