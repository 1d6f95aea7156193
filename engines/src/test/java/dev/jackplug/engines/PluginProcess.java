package dev.jackplug.engines;

import dev.jackplug.engines.Namespaces.Outcome;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * {@code examples/volume} as its users have it: a process that is started, stopped, killed, and started again. It ends with
 * the room. {@code examples/volume/run} has built it before.
 */
final class PluginProcess {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Engine engine;
    private final String name;
    private Background process;

    private PluginProcess(Engine engine, String name, Background process) {
        this.engine = engine;
        this.name = name;
        this.process = process;
    }

    /** Starts one under a name that the engine never heard; returns when it takes connections. */
    static PluginProcess start(Engine engine) throws IOException, InterruptedException {
        String name = engine.newPlugin();
        PluginProcess plugin = new PluginProcess(engine, name, launch(engine, name));
        plugin.awaitSocket();
        return plugin;
    }

    String name() {
        return name;
    }

    /** The files in the folders of its volumes, whatever it calls the folders. */
    List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(root(engine, name).resolve("volumes"))) {
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
        System.arraycopy(new String[] {"volume", "create", "--driver", name}, 0, command, 0, 4);
        System.arraycopy(options, 0, command, 4, options.length);
        command[command.length - 1] = volume;
        return engine.run(command);
    }

    void kill() throws InterruptedException {
        process.process().descendants().forEach(ProcessHandle::destroyForcibly);
        process.process().waitFor();
    }

    void stop() throws IOException, InterruptedException {
        process.terminate(LIMIT);
    }

    void restart() throws IOException, InterruptedException {
        process = launch(engine, name);
        awaitSocket();
    }

    private static Background launch(Engine engine, String name) throws IOException {
        return engine.room()
                .startPlugin(
                        Path.of(System.getenv("JACKPLUG_ROOT"), "examples", "volume", "run")
                                .toString(),
                        "--name",
                        name,
                        "--sockets",
                        engine.room().sockets().toString(),
                        "--root",
                        root(engine, name).toString());
    }

    /** A killed plugin leaves its socket behind, so that the file alone says nothing. */
    private void awaitSocket() throws IOException, InterruptedException {
        Path socket = socket(engine, name);
        process.awaitUntil("it listens on " + socket, LIMIT, () -> accepts(socket));
    }

    private static boolean accepts(Path socket) {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            return channel.isConnected();
        } catch (IOException refused) {
            return false;
        }
    }

    private static Path socket(Engine engine, String name) {
        return engine.room().sockets().resolve(name + ".sock");
    }

    private static Path root(Engine engine, String name) {
        return engine.room().volumes().resolve(name);
    }
}
