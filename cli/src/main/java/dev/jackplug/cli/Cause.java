package dev.jackplug.cli;

import java.io.IOException;
import java.net.BindException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Why a file or a socket could not be made, in words: of many errors of the JDK the message is the path alone, or the system's
 * words in the user's language alone.
 */
final class Cause {

    private Cause() {}

    /** The path and the cause, of an error that knows its path; else what it says. */
    static String of(IOException e) {
        if (e instanceof FileSystemException at && at.getFile() != null) {
            return at.getFile() + ": " + of(Path.of(at.getFile()), e);
        }
        return String.valueOf(e.getMessage());
    }

    /** The cause without the path, which its reader knows. */
    static String of(Path path, IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        Path folder = path.toAbsolutePath().getParent();
        Optional<String> words =
                e instanceof FileSystemException of ? Optional.ofNullable(of.getReason()) : Optional.empty();
        // With words of the system it may have gone since: whoever failed there has tidied up.
        if (folder != null && words.isEmpty() && Files.notExists(folder)) {
            return "there is no folder " + folder;
        }
        if (folder != null && Files.exists(folder) && !Files.isDirectory(folder)) {
            return folder + " is no folder";
        }
        if (e instanceof BindException) {
            // The JDK has the same class for both.
            return Files.exists(path, LinkOption.NOFOLLOW_LINKS) ? "something is already there" : "permission denied";
        }
        if (e instanceof NoSuchFileException) {
            return "there is no such file";
        }
        if (e instanceof FileAlreadyExistsException) {
            return "something is already there";
        }
        if (Files.isDirectory(path)) {
            return "it is a folder";
        }
        return words.orElseGet(() -> String.valueOf(e.getMessage()));
    }
}
