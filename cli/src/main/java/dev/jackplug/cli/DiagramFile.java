package dev.jackplug.cli;

import dev.jackplug.cli.trace.Diagram;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that a drawing goes to; its extension says which kind. */
final class DiagramFile {

    private final Path path;

    /**
     * Names it, and looks whether it can be written: nobody is to find out after an hour of recording.
     *
     * @throws IllegalArgumentException if it is no {@code .svg} and no {@code .mmd}
     * @throws Trouble if it cannot be written
     */
    DiagramFile(Path path) {
        if (!path.toString().endsWith(".svg") && !path.toString().endsWith(".mmd")) {
            throw new IllegalArgumentException(
                    path + ": a diagram is a .svg, which browsers show, or a .mmd, which Mermaid draws from");
        }
        this.path = path;
        check();
    }

    /** Without making the file, as the drawing may never come. */
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
        return Trouble.file("--diagram", path, e, "Choose another file");
    }

    /** Draws. */
    void write(Diagram diagram) {
        try {
            Files.writeString(path, path.toString().endsWith(".svg") ? diagram.svg() : diagram.mermaid());
        } catch (IOException e) {
            throw trouble(e);
        }
    }
}
