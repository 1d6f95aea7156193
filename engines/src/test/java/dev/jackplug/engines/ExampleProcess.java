package dev.jackplug.engines;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A plugin of {@code examples} as its users have it: a process that is started, stopped, killed, and started again. It ends
 * with the room. {@code examples/EXAMPLE/run} has built it before.
 */
final class ExampleProcess {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Engine engine;
    private final String example;
    private final String name;
    private final List<String> options;
    private Background process;

    private ExampleProcess(Engine engine, String example, String name, List<String> options) {
        this.engine = engine;
        this.example = example;
        this.name = name;
        this.options = options;
    }

    /** Starts one under a name that the engine was told of; returns when it takes connections. */
    static ExampleProcess start(Engine engine, String example, String name, String... options)
            throws IOException, InterruptedException {
        ExampleProcess plugin = new ExampleProcess(engine, example, name, List.of(options));
        plugin.restart();
        return plugin;
    }

    String name() {
        return name;
    }

    Path socket() {
        return engine.room().sockets().resolve(name + ".sock");
    }

    /** Waits for something that comes true while the plugin runs. */
    void awaitUntil(String what, Background.Condition condition) throws IOException, InterruptedException {
        process.awaitUntil(what, LIMIT, condition);
    }

    void kill() throws InterruptedException {
        process.process().descendants().forEach(ProcessHandle::destroyForcibly);
        process.process().waitFor();
    }

    void stop() throws IOException, InterruptedException {
        process.terminate(LIMIT);
    }

    void restart() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getenv("JACKPLUG_ROOT"), "examples", example, "run")
                        .toString(),
                "--name",
                name,
                "--sockets",
                engine.room().sockets().toString()));
        command.addAll(options);
        process = engine.room().startPlugin(command.toArray(String[]::new));
        // A killed plugin leaves its socket behind, so that the file alone says nothing.
        process.awaitUntil("it listens on " + socket(), LIMIT, () -> accepts(socket()));
    }

    private static boolean accepts(Path socket) {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            return channel.isConnected();
        } catch (IOException refused) {
            return false;
        }
    }
}
