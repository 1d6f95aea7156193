package dev.jackplug.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** What lies at paths, each looked at once: one system call tells all there is to know of what is no link. One object is for one question. */
final class Looks {

    private final Map<Path, Optional<FileModes>> seen = new HashMap<>();

    /**
     * Owner and mode; empty when nothing is there, or it is not to be seen.
     *
     * @throws UnsupportedOperationException where there are no modes
     */
    Optional<FileModes> at(Path path) {
        Optional<FileModes> known = seen.get(path);
        if (known == null) {
            known = look(path);
            seen.put(path, known);
        }
        return known;
    }

    private static Optional<FileModes> look(Path path) {
        try {
            return Optional.of(FileModes.of(path));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    boolean exists(Path path) {
        return is(path, modes -> true, Files::exists);
    }

    boolean isFolder(Path path) {
        return is(path, FileModes::isFolder, Files::isDirectory);
    }

    boolean isFile(Path path) {
        return is(path, FileModes::isFile, Files::isRegularFile);
    }

    boolean isSocket(Path path) {
        return is(path, FileModes::isSocket, Looks::leadsToSocket);
    }

    /** Something is there, and be it a link that leads nowhere. */
    boolean holdsAnything(Path path) {
        return is(path, modes -> true, file -> Files.exists(file, LinkOption.NOFOLLOW_LINKS));
    }

    /** @param closer a look at what a link leads to, or at anything where there are no modes */
    private boolean is(Path path, Predicate<FileModes> plainly, Predicate<Path> closer) {
        try {
            Optional<FileModes> modes = at(path);
            return modes.isPresent() && (modes.get().isLink() ? closer.test(path) : plainly.test(modes.get()));
        } catch (UnsupportedOperationException e) {
            return closer.test(path);
        }
    }

    private static boolean leadsToSocket(Path file) {
        try {
            return FileModes.behind(file).isSocket();
        } catch (IOException e) {
            return false;
        } catch (UnsupportedOperationException e) {
            // Windows has no modes; there a socket is whatever is neither file nor directory nor link.
            return Files.exists(file) && !Files.isRegularFile(file) && !Files.isDirectory(file);
        }
    }
}
