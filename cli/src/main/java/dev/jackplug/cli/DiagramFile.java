package dev.jackplug.cli;

import dev.jackplug.cli.trace.Diagram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that a drawing goes to; its extension says which kind. */
final class DiagramFile {

    private final Path path;

    /**
     * Names it.
     *
     * @throws IllegalArgumentException if it is no {@code .svg} and no {@code .mmd}
     */
    DiagramFile(Path path) {
        if (!path.toString().endsWith(".svg") && !path.toString().endsWith(".mmd")) {
            throw new IllegalArgumentException(
                    path + ": a diagram is a .svg, which browsers show, or a .mmd, which Mermaid draws from");
        }
        this.path = path;
    }

    void write(Diagram diagram) throws IOException {
        Files.writeString(path, path.toString().endsWith(".svg") ? diagram.svg() : diagram.mermaid());
    }
}
