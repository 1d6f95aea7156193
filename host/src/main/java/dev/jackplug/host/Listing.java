package dev.jackplug.host;

import dev.jackplug.protocol.MalformedEntryException;
import dev.jackplug.protocol.Target;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The names in one directory of the search, as they were when it was read.
 *
 * @param names the file names; empty when the directory is absent or cannot be listed
 * @param failure why it cannot be listed; null when it was, or is absent
 * @param absent whether there is no such directory
 */
record Listing(
        Path directory, Collection<String> names, @Nullable String failure, boolean absent) {

    static Listing of(Path directory) {
        List<String> names = new ArrayList<>();
        // A cut in the text takes fewer objects than a path of the last name.
        int start = directory.resolve("x").toString().length() - 1;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            files.forEach(file -> names.add(file.toString().substring(start)));
            return new Listing(directory, names, null, false);
        } catch (NoSuchFileException e) {
            return new Listing(directory, List.of(), null, true);
        } catch (NotDirectoryException e) {
            return new Listing(directory, List.of(), "not a directory", false);
        } catch (IOException | DirectoryIteratorException e) {
            return new Listing(directory, List.of(), e.getClass().getSimpleName() + ": " + e.getMessage(), false);
        }
    }

    /** The same, for whoever asks for many names. */
    Listing indexed() {
        return new Listing(directory, new HashSet<>(names), failure, absent);
    }

    /** A directory that cannot be listed, as an entry of its own: the others are not to suffer from it. */
    Optional<Entry> problem() {
        if (failure == null) {
            return Optional.empty();
        }
        MalformedEntryException error = new MalformedEntryException(
                Target.NONE,
                "directory " + directory + " cannot be listed: " + failure,
                "Plugins in it are found by name alone; make it readable",
                null);
        return Optional.of(new Entry.Malformed(directory.toString(), directory, error));
    }

    /** What was seen, in a few words. */
    String summary() {
        if (absent) {
            return directory + " (absent)";
        }
        if (failure != null) {
            return directory + " (" + failure + ")";
        }
        return directory
                + (names.isEmpty() ? " (empty)" : " (" + names.size() + (names.size() == 1 ? " file)" : " files)"));
    }
}
