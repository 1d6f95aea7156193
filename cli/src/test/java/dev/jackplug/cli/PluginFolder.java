package dev.jackplug.cli;

import dev.jackplug.protocol.volume.VolumeDriver;
import dev.jackplug.sdk.PluginServer;
import dev.jackplug.tck.ScriptedPlugin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A socket directory and a spec directory with scripted plugins in them, all gone when it is closed. */
final class PluginFolder implements AutoCloseable {

    private final TemporaryFolder folder = TemporaryFolder.create();
    private final List<Runnable> endings = new ArrayList<>();
    final Path sockets = folder.path().resolve("sockets");
    final Path specs = folder.path().resolve("specs");
    final Path volumes = folder.path().resolve("volumes");

    PluginFolder() throws IOException {
        Files.createDirectory(sockets);
        Files.createDirectory(specs);
    }

    ScriptedPlugin live(String name) {
        ScriptedPlugin plugin =
                ScriptedPlugin.onSocket(sockets.resolve(name + ".sock")).implementing("VolumeDriver");
        endings.add(plugin::close);
        return plugin;
    }

    /** A plugin of the SDK in good health, whose volumes are folders in {@link #volumes}. */
    void serving(String name) {
        PluginServer server = PluginServer.named(name)
                .serving(VolumeDriver.SUBSYSTEM, new SampleVolumes(volumes))
                .socket(sockets.resolve(name + ".sock"))
                .start();
        endings.add(server::close);
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
        endings.forEach(Runnable::run);
        folder.close();
    }
}
