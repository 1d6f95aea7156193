package dev.jackplug.host;

import dev.jackplug.protocol.PluginName;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The directories of one machine, in a temporary folder with a path short enough for unix sockets: {@code run} for
 * sockets, {@code etc} and {@code lib} for spec files. All file names are relative to the folder.
 */
record Machine(Path root) implements AutoCloseable {

    static Machine create() throws IOException {
        Machine machine = new Machine(Files.createTempDirectory("jp"));
        for (String directory : List.of("run", "etc", "lib")) {
            Files.createDirectory(machine.path(directory));
        }
        return machine;
    }

    Path path(String file) {
        return root.resolve(file);
    }

    LocalRegistry registry() {
        return new LocalRegistry(new Directories(List.of(path("run")), List.of(path("etc"), path("lib"))));
    }

    /** Makes a socket that nobody listens on: discovery never connects. */
    Path socket(String file) throws IOException {
        Path path = inFolder(file);
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(path));
        }
        return path;
    }

    Path file(String file, String content) throws IOException {
        return Files.writeString(inFolder(file), content);
    }

    /** A file that can be used as either kind of spec, by the extension of its name. */
    Path spec(String file) throws IOException {
        return file(file, file.endsWith(".json") ? "{\"Addr\":\"tcp://h:1\"}" : "tcp://h:1");
    }

    Path link(String file, Path target) throws IOException {
        return Files.createSymbolicLink(inFolder(file), target);
    }

    Path folder(String folder) throws IOException {
        return Files.createDirectories(path(folder));
    }

    private Path inFolder(String file) throws IOException {
        Path path = path(file);
        Files.createDirectories(path.getParent());
        return path;
    }

    Entry find(String name) {
        return registry().find(new PluginName(name));
    }

    /** The address that counts for a name. */
    Entry.Located located(String name) {
        return (Entry.Located) find(name);
    }

    /** What is wrong with the entry that counts for a name. */
    String problem(String name) {
        return ((Entry.Malformed) find(name)).problem().getMessage();
    }

    /** Every entry of the listing, as {@code LOCATED n run/n.sock}, with the file relative to the folder. */
    List<String> listing() {
        return registry().scan().stream().map(this::words).toList();
    }

    private String words(Entry entry) {
        String kind = entry.getClass().getSimpleName().toUpperCase(Locale.ROOT);
        return kind + " " + entry.name() + " " + root.relativize(entry.file());
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.delete(file);
            }
        }
    }
}
