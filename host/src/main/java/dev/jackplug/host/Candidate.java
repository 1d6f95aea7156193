package dev.jackplug.host;

import java.nio.file.Path;

/**
 * One path where a plugin of a given name may be announced.
 *
 * @param directory the directory of the search
 * @param file the path below it, {@code n.sock} or {@code n/n.sock}
 * @param kind what kind of file it would be
 */
record Candidate(Path directory, Path file, Kind kind) {

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

        /** A file name without the extension, which it ends with. */
        String stem(String file) {
            return file.substring(0, file.length() - extension.length());
        }
    }

    static Candidate flat(Path directory, String stem, Kind kind) {
        return new Candidate(directory, directory.resolve(stem + kind.extension()), kind);
    }

    static Candidate nested(Path directory, String stem, Kind kind) {
        return new Candidate(directory, directory.resolve(stem).resolve(stem + kind.extension()), kind);
    }

    /** Whether the file counts: for a socket, that it is one; for a spec file, that it exists, whatever it is. */
    boolean hit(Looks looks) {
        return kind == Kind.SOCKET ? looks.isSocket(file) : looks.exists(file);
    }

    /** Something lies at a socket's place and is none: worth telling when nothing else is found. */
    boolean impostor(Looks looks) {
        return kind == Kind.SOCKET && looks.holdsAnything(file) && !looks.isSocket(file);
    }
}
