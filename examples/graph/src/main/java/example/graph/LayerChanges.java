package example.graph;

import dev.jackplug.protocol.graph.Change;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Compares a layer with its parent, folder by folder. A folder in which something changed has changed too, as in dockerd. */
final class LayerChanges {

    private final Path layer;
    private final Path parent;
    private final List<Change> changes = new ArrayList<>();

    private LayerChanges(Path layer, Path parent) {
        this.layer = layer;
        this.parent = parent;
    }

    /**
     * What the layer has that its parent has not.
     *
     * @param parent any path that is no folder stands for no parent
     */
    static List<Change> between(Path layer, Path parent) throws IOException {
        LayerChanges comparison = new LayerChanges(layer, parent);
        comparison.compareFolder(Path.of(""));
        return comparison.changes;
    }

    private void compareFolder(Path folder) throws IOException {
        Set<Path> names = new TreeSet<>(names(layer.resolve(folder)));
        names.addAll(names(parent.resolve(folder)));
        for (Path name : names) {
            compare(folder.resolve(name));
        }
    }

    private void compare(Path path) throws IOException {
        boolean above = Files.exists(layer.resolve(path), LinkOption.NOFOLLOW_LINKS);
        boolean below = Files.exists(parent.resolve(path), LinkOption.NOFOLLOW_LINKS);
        if (!above) {
            add(path, Change.DELETED);
            return;
        }
        FileState state = FileState.of(layer.resolve(path));
        int before = changes.size();
        boolean changed = !below || !state.equals(FileState.of(parent.resolve(path)));
        if (changed) {
            add(path, below ? Change.MODIFIED : Change.ADDED);
        }
        if (state.folder()) {
            int inside = changes.size();
            compareFolder(path);
            if (!changed && changes.size() > inside) {
                changes.add(before, new Change("/" + path, Change.MODIFIED));
            }
        }
    }

    private void add(Path path, int kind) {
        changes.add(new Change("/" + path, kind));
    }

    /** What is in a folder; nothing, if it is none. */
    private static Set<Path> names(Path folder) throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return Set.of();
        }
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.map(Path::getFileName).collect(Collectors.toSet());
        }
    }
}
