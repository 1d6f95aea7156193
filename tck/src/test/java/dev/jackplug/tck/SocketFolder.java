package dev.jackplug.tck;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A temporary folder with a path short enough for unix sockets. */
public record SocketFolder(Path path) implements AutoCloseable {

    public static SocketFolder create() throws IOException {
        return new SocketFolder(Files.createTempDirectory("jp"));
    }

    public Path socket() {
        return path.resolve("p.sock");
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> files = Files.walk(path)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.delete(file);
            }
        }
    }
}
