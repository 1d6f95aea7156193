package dev.jackplug.host;

import dev.jackplug.tck.ScriptedPlugin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A host over one directory of {@code .json} files, with the plugins of one test. */
final class TlsHost implements AutoCloseable {

    static final String SUBSYSTEM = "VolumeDriver";

    static final Limits PATIENT =
            Limits.DEFAULTS.withConnect(Duration.ofSeconds(50)).withActivation(Duration.ofSeconds(50));

    private final Path folder;
    private final Plugins plugins;
    private final List<ScriptedPlugin> started = new ArrayList<>();

    /** With limits that no test runs into. */
    TlsHost(Path folder) {
        this(folder, Plugins.builder().limits(PATIENT));
    }

    TlsHost(Path folder, PluginsBuilder builder) {
        this.folder = folder;
        this.plugins =
                builder.directories(new Directories(List.of(), List.of(folder))).build();
    }

    Plugins plugins() {
        return plugins;
    }

    /** Takes a plugin over, to be closed with the host. */
    ScriptedPlugin owns(ScriptedPlugin plugin) {
        started.add(plugin);
        return plugin.implementing(SUBSYSTEM);
    }

    /** Writes {@code name.json} without a TLSConfig. */
    void announce(String name, String address) throws IOException {
        Files.writeString(file(name), "{\"Addr\": \"" + address + "\"}");
    }

    /** Writes {@code name.json}; the TLSConfig has single quotes for double ones. */
    void announce(String name, String address, String tlsConfig) throws IOException {
        String config = tlsConfig.replace('\'', '"');
        Files.writeString(file(name), "{\"Addr\": \"" + address + "\", \"TLSConfig\": " + config + "}");
    }

    Path file(String name) {
        return folder.resolve(name + ".json");
    }

    Plugin get(String name) {
        return plugins.get(name, SUBSYSTEM);
    }

    @Override
    public void close() {
        plugins.close();
        started.forEach(ScriptedPlugin::close);
    }
}
