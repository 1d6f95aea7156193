package example.graph;

import dev.jackplug.protocol.graph.GraphDriver;
import dev.jackplug.sdk.PluginServer;
import dev.jackplug.sdk.ServerLimits;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Serves the layers of a root until SIGTERM or Ctrl-C. */
@Command(name = "examples/graph/run", mixinStandardHelpOptions = true)
public final class Main implements Callable<Integer> {

    /** A layer of many gigabytes takes its time to copy, and the host waits. */
    private static final ServerLimits PATIENT = ServerLimits.DEFAULT.request(Duration.ofMinutes(10));

    @Option(names = "--name", paramLabel = "PLUGIN")
    private String name = "layers";

    @Option(names = "--sockets", paramLabel = "DIR")
    private Path sockets = Path.of("/run/docker/plugins");

    @Option(names = "--root", paramLabel = "DIR")
    private Path root = Path.of("/var/lib/jackplug-graph");

    /** Takes what its usage says. */
    public static void main(String[] arguments) {
        int end = new CommandLine(new Main())
                .setExecutionExceptionHandler((e, line, parsed) -> failed(e))
                .execute(arguments);
        if (end != 0) {
            System.exit(end);
        }
    }

    private static int failed(Exception e) {
        System.err.println(e.getMessage() + (e.getCause() == null ? "" : ": " + e.getCause()));
        return 1;
    }

    @Override
    public Integer call() throws IOException {
        PluginServer server = PluginServer.named(name)
                .socket(sockets.resolve(name + ".sock"))
                .serving(GraphDriver.SUBSYSTEM, new FolderLayers(Layers.open(root.toAbsolutePath())))
                .limits(PATIENT)
                .start();
        System.out.println("listening at " + server.address() + ", layers in " + root.toAbsolutePath()
                + "; try: dockerd --experimental --storage-driver=" + name);
        return 0;
    }
}
