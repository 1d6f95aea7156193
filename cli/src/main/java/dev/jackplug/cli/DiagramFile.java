package dev.jackplug.cli;

import dev.jackplug.cli.trace.Diagram;
import java.nio.file.Path;

/** A file that a drawing goes to; its extension says which kind. */
final class DiagramFile {

    private final boolean svg;
    private final OutputFile file;

    /**
     * Names it.
     *
     * @throws IllegalArgumentException if it is no {@code .svg} and no {@code .mmd}
     * @throws Trouble if it cannot be written
     */
    DiagramFile(Path path) {
        svg = path.toString().endsWith(".svg");
        if (!svg && !path.toString().endsWith(".mmd")) {
            throw new IllegalArgumentException(
                    path + ": a diagram is a .svg, which browsers show, or a .mmd, which Mermaid draws from");
        }
        file = new OutputFile("--diagram", path);
    }

    /** Draws. */
    void write(Diagram diagram) {
        file.write(svg ? diagram.svg() : diagram.mermaid());
    }
}
