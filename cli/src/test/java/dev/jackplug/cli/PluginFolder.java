package dev.jackplug.cli;

import dev.jackplug.tck.ScriptedPlugin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A socket directory and a spec directory with scripted plugins in them, all gone when it is closed. */
final class PluginFolder implements AutoCloseable {

    private final TemporaryFolder folder = TemporaryFolder.create();
    private final List<ScriptedPlugin> plugins = new ArrayList<>();
    final Path sockets = folder.path().resolve("sockets");
    final Path specs = folder.path().resolve("specs");

    PluginFolder() throws IOException {
        Files.createDirectory(sockets);
        Files.createDirectory(specs);
    }

    ScriptedPlugin live(String name) {
        ScriptedPlugin plugin =
                ScriptedPlugin.onSocket(sockets.resolve(name + ".sock")).implementing("VolumeDriver");
        plugins.add(plugin);
        return plugin;
    }

    void stale(String name) {
        live(name).crash();
    }

    Path spec(String file, String content) throws IOException {
        return Files.writeString(specs.resolve(file), content);
    }

    /** Runs a verb over this folder. */
    Cli run(String verb, Object... arguments) {
        List<Object> all = new ArrayList<>(List.of(verb, "--sockets", sockets, "--specs", specs));
        all.addAll(List.of(arguments));
        return Cli.run(all.toArray());
    }

    @Override
    public void close() {
        plugins.forEach(ScriptedPlugin::close);
        folder.close();
    }
}
