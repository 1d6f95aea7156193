package dev.jackplug.engines;

import dev.jackplug.engines.Namespaces.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** {@code examples/volume} as a process, and the volumes that an engine makes with it. */
final class VolumeProcess {
    private final Engine engine;
    private final ExampleProcess process;
    private final Path root;

    private VolumeProcess(Engine engine, ExampleProcess process, Path root) {
        this.engine = engine;
        this.process = process;
        this.root = root;
    }

    /** Starts one under a name that the engine never heard; returns when it takes connections. */
    static VolumeProcess start(Engine engine) throws IOException, InterruptedException {
        String name = engine.newPlugin();
        Path root = engine.room().volumes().resolve(name);
        return new VolumeProcess(engine, ExampleProcess.start(engine, "volume", name, "--root", root.toString()), root);
    }

    String name() {
        return process.name();
    }

    Path socket() {
        return process.socket();
    }

    /** The files in the folders of its volumes, whatever it calls the folders. */
    List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(root.resolve("volumes"))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    /** Makes a volume of this plugin. */
    String volume(String... options) throws IOException, InterruptedException {
        String volume = engine.newVolume();
        Outcome created = create(volume, options);
        if (created.exitCode() != 0) {
            throw new AssertionError("no volume: " + created);
        }
        return volume;
    }

    Outcome create(String volume, String... options) throws IOException, InterruptedException {
        String[] command = new String[4 + options.length + 1];
        System.arraycopy(new String[] {"volume", "create", "--driver", name()}, 0, command, 0, 4);
        System.arraycopy(options, 0, command, 4, options.length);
        command[command.length - 1] = volume;
        return engine.run(command);
    }

    void kill() throws InterruptedException {
        process.kill();
    }

    void stop() throws IOException, InterruptedException {
        process.stop();
    }

    void restart() throws IOException, InterruptedException {
        process.restart();
    }
}
