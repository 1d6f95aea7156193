package dev.jackplug.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that a verb writes in the end. It is looked at in the beginning: nobody is to find out after an hour. */
final class OutputFile {

    private final String option;
    private final Path path;

    /**
     * Names it.
     *
     * @param option what the user named it by
     * @throws Trouble if it cannot be written
     */
    OutputFile(String option, Path path) {
        this.option = option;
        this.path = path;
        check();
    }

    /** Without making the file, as what is to be written may never come. */
    private void check() {
        Path folder = path.toAbsolutePath().getParent();
        if (Files.isDirectory(path) || (folder != null && !Files.isDirectory(folder))) {
            throw trouble(new FileSystemException(path.toString()));
        }
        if (!Files.isWritable(Files.exists(path) || folder == null ? path : folder)) {
            throw trouble(new AccessDeniedException(path.toString()));
        }
    }

    private Trouble trouble(IOException e) {
        return Trouble.file(option, path, e, "Choose another file");
    }

    /**
     * Writes it.
     *
     * @throws Trouble if that fails
     */
    void write(String text) {
        try {
            Files.writeString(path, text);
        } catch (IOException e) {
            throw trouble(e);
        }
    }
}
