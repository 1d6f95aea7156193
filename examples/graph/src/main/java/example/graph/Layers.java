package example.graph;

import dev.jackplug.protocol.DriverException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A folder for each layer, with all that is in it. A new one is made beside the others and moved into place, and one that is
 * removed is moved out of it first, so that no layer is ever there in part.
 */
final class Layers {

    /** What hosts take for ids; none of them leaves the folder. */
    private static final Pattern ID = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_-]{0,199}");

    private static final String SCRATCH = "scratch";

    private final Path root;

    private Layers(Path root) {
        this.root = root;
    }

    /** Opens a store, and deletes what a killed process had not finished. One process at a time has a store open. */
    static Layers open(Path root) throws IOException {
        delete(root.resolve(SCRATCH));
        return new Layers(root);
    }

    Path root() {
        return root;
    }

    /** Makes the folder. Other users are kept out of it: layers hold programs that run as their owner, such as {@code su}. */
    Path make() throws IOException {
        return Files.setPosixFilePermissions(
                Files.createDirectories(root), PosixFilePermissions.fromString("rwx------"));
    }

    /** Where a layer is, or would be. */
    private Path place(String id) {
        if (!ID.matcher(id).matches()) {
            throw new DriverException("\"" + id + "\" is no id of a layer; it has letters, digits, _ and -");
        }
        return root.resolve("layers").resolve(id);
    }

    boolean exists(String id) {
        return Files.isDirectory(place(id), LinkOption.NOFOLLOW_LINKS);
    }

    /** The folder of a layer that is there. */
    Path folder(String id) {
        if (!exists(id)) {
            throw new DriverException("no such layer: " + id);
        }
        return place(id);
    }

    /** Makes a layer, empty or a copy of its parent. One that is there stays: the host asked twice. */
    void create(String id, String parent) throws IOException {
        if (exists(id)) {
            return;
        }
        Path fresh = scratch();
        try {
            if (!parent.isEmpty()) {
                Command.run("cp", "-a", "--reflink=auto", "-T", folder(parent).toString(), fresh.toString());
            } else {
                Command.run("chmod", "755", fresh.toString());
            }
            Files.createDirectories(place(id).getParent());
            Files.move(fresh, place(id), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            delete(fresh);
        }
    }

    /** A new folder on the same file system, for what is not a layer yet. Its user deletes it. */
    Path scratch() throws IOException {
        return Files.createTempDirectory(Files.createDirectories(root.resolve(SCRATCH)), "layer");
    }

    void remove(String id) throws IOException {
        if (exists(id)) {
            Path gone = scratch();
            Files.move(place(id), gone.resolve(id), StandardCopyOption.ATOMIC_MOVE);
            delete(gone);
        }
    }

    /** Deletes a folder with all that is in it, or a file; never follows a link. What is not there is deleted already. */
    static void delete(Path path) throws IOException {
        Command.run("rm", "-rf", "--one-file-system", path.toString());
    }

    long count() throws IOException {
        Path all = root.resolve("layers");
        if (Files.notExists(all)) {
            return 0;
        }
        try (Stream<Path> layers = Files.list(all)) {
            return layers.count();
        }
    }
}
