package example.metrics;

import dev.jackplug.protocol.metrics.MetricsDriver;
import dev.jackplug.sdk.PluginServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes the engine's metrics to a file, from the engine's start to its stop, until SIGTERM or Ctrl-C. */
@Command(name = "examples/metrics/run", mixinStandardHelpOptions = true)
public final class Main implements Callable<Integer> {

    @Option(names = "--name", paramLabel = "PLUGIN")
    private String name = "metrics";

    @Option(names = "--sockets", paramLabel = "DIR")
    private Path sockets = Path.of("/run/docker/plugins");

    @Option(names = "--from", paramLabel = "SOCKET")
    private Path from = Path.of("/run/docker/metrics.sock");

    @Option(names = "--to", paramLabel = "FILE")
    private Path to = Path.of("/var/lib/prometheus/node-exporter/docker.prom");

    @Option(names = "--every", paramLabel = "DURATION", description = "such as PT15S")
    private Duration every = Duration.ofSeconds(15);

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
    public Integer call() {
        MetricsFile file = new MetricsFile(new MetricsSocket(from), to, every, System.out::println);
        PluginServer server = PluginServer.named(name)
                .socket(sockets.resolve(name + ".sock"))
                .serving(MetricsDriver.SUBSYSTEM, file)
                .start();
        System.out.println("listening at " + server.address() + ", metrics from " + from + " to " + to);
        return 0;
    }
}
