package dev.jackplug.tck.conformance.plugin;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A layer of the kit's own with one file in it. Closing it removes it. */
final class OwnLayer implements AutoCloseable {

    /** The name of the file. */
    static final String FILE = "jackplug-verify";

    private final Subject plugin;
    private final String id = Own.id();
    private @Nullable Path home;

    private OwnLayer(Subject plugin) {
        this.plugin = plugin;
    }

    /**
     * Has one made. A store that refuses is told to begin first: one that works is in use, and another Home would take its
     * layers from whoever uses it.
     */
    static OwnLayer create(Subject plugin) throws IOException {
        OwnLayer layer = new OwnLayer(plugin);
        boolean made = false;
        try {
            if (layer.call("Create").refuses()) {
                layer.init();
                Own.accepted(layer.call("Create"));
            }
            made = true;
            return layer;
        } finally {
            if (!made) {
                layer.close();
            }
        }
    }

    /** The same, filled with a file. */
    static OwnLayer filled(Subject plugin) throws IOException {
        OwnLayer layer = create(plugin);
        try {
            Own.accepted(layer.fill());
            return layer;
        } catch (IOException | RuntimeException e) {
            layer.close();
            throw e;
        }
    }

    private void init() throws IOException {
        home = Files.createTempDirectory("jp");
        Own.accepted(init(plugin, home, null));
    }

    /** Has a store begun in a folder, with the same maps for users and groups; null for none. */
    static Heard init(Subject plugin, Path home, @Nullable List<?> maps) throws IOException {
        List<String> options = plugin.settings().options("GraphDriver").entrySet().stream()
                .map(option -> option.getKey() + "=" + option.getValue())
                .toList();
        Map<String, @Nullable Object> request = new LinkedHashMap<>();
        request.put("Home", home.toString());
        request.put("Opts", options.isEmpty() ? null : options);
        request.put("UIDMaps", maps);
        request.put("GIDMaps", maps);
        return plugin.call("GraphDriver.Init", request);
    }

    /** Puts the file into it. */
    Heard fill() throws IOException {
        return plugin.call("GraphDriver.ApplyDiff?id=" + id + "&parent=", SmallTar.of(FILE, "hello"));
    }

    /** Calls a method with the id of the layer, which has no parent. */
    Heard call(String method) throws IOException {
        return plugin.call("GraphDriver." + method, Map.of("ID", id));
    }

    /** Removes it. */
    @Override
    public void close() throws IOException {
        plugin.tidy("GraphDriver.Remove", Map.of("ID", id));
        if (home != null) {
            leave(home);
        }
    }

    /** What a driver has put into a Home stays there: something of it may be mounted. */
    static void leave(Path home) throws IOException {
        try {
            Files.deleteIfExists(home);
        } catch (DirectoryNotEmptyException e) {
            // As said.
        }
    }
}
