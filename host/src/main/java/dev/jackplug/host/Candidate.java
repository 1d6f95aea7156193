package dev.jackplug.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * One path where a plugin of a given name may be announced.
 *
 * @param directory the directory of the search
 * @param file the path below it, {@code n.sock} or {@code n/n.sock}
 * @param kind what kind of file it would be
 */
record Candidate(Path directory, Path file, Kind kind) {

    // By hand, as in PluginName: every short command puts these into a set.
    @Override
    public boolean equals(Object other) {
        return other instanceof Candidate candidate
                && kind == candidate.kind
                && file.equals(candidate.file)
                && directory.equals(candidate.directory);
    }

    @Override
    public int hashCode() {
        return file.hashCode();
    }

    /** The kinds of file, in the order they are tried in one directory. */
    enum Kind {
        SOCKET(".sock"),
        SPEC(".spec"),
        JSON(".json");

        private final String extension;

        Kind(String extension) {
            this.extension = extension;
        }

        String extension() {
            return extension;
        }
    }

    private static final int FILE_TYPE = 0170000;
    private static final int SOCKET_TYPE = 0140000;

    static Candidate flat(Path directory, String stem, Kind kind) {
        return new Candidate(directory, directory.resolve(stem + kind.extension()), kind);
    }

    static Candidate nested(Path directory, String stem, Kind kind) {
        return new Candidate(directory, directory.resolve(stem).resolve(stem + kind.extension()), kind);
    }

    /** Whether the file counts: for a socket, that it is one; for a spec file, that it exists, whatever it is. */
    boolean hit() {
        return kind == Kind.SOCKET ? isSocket(file) : Files.exists(file);
    }

    /** Something lies at a socket's place and is none: worth telling when nothing else is found. */
    boolean impostor() {
        return kind == Kind.SOCKET && Files.exists(file, LinkOption.NOFOLLOW_LINKS) && !isSocket(file);
    }

    private static boolean isSocket(Path file) {
        try {
            int mode = (Integer) Files.getAttribute(file, "unix:mode");
            return (mode & FILE_TYPE) == SOCKET_TYPE;
        } catch (IOException e) {
            return false;
        } catch (UnsupportedOperationException e) {
            // Windows has no modes; there a socket is whatever is neither file nor directory nor link.
            return Files.exists(file) && !Files.isRegularFile(file) && !Files.isDirectory(file);
        }
    }
}
