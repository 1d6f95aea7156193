package dev.jackplug.cli.doctor;

import dev.jackplug.host.Directories;
import dev.jackplug.host.Entry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The directories of plugins, and what a host finds there.
 *
 * @param entries all that is announced, shadowed ones included
 */
record Scene(Directories directories, List<Entry> entries) {

    private static final int FILE_TYPE = 0170000;
    private static final int SOCKET_TYPE = 0140000;

    boolean announces(String name) {
        return entries.stream().anyMatch(entry -> entry.name().equals(name));
    }

    /** The directory of the search that a file lies in; the root for one that lies in none. */
    Path directoryOf(Path file) {
        return Stream.concat(directories.sockets().stream(), directories.specs().stream())
                .filter(file::startsWith)
                .findFirst()
                .orElse(Path.of("/"));
    }

    String aside(Path file) {
        return Shell.aside(file, directoryOf(file));
    }

    /** Announces a plugin by a spec file; without a directory for those there is no way. */
    Optional<String> announce(String name, String url) {
        return directories.specs().stream()
                .findFirst()
                .map(specs ->
                        "mkdir -p " + Shell.quote(specs) + " && " + Shell.write(url, specs.resolve(name + ".spec")));
    }

    /** What lies in a directory, by name; nothing if it cannot be listed. */
    static List<Path> children(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().toList();
        } catch (IOException | UncheckedIOException e) {
            return List.of();
        }
    }

    /** Whether a file is a socket, links followed unless the options say otherwise. */
    static boolean isSocket(Path file, LinkOption... options) {
        try {
            return ((Integer) Files.getAttribute(file, "unix:mode", options) & FILE_TYPE) == SOCKET_TYPE;
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    /** The name without its last extension. */
    static String stem(Path file) {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return dot <= 0 ? name : name.substring(0, dot);
    }
}
