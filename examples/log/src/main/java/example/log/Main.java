package example.log;

import dev.jackplug.protocol.log.LogDriver;
import dev.jackplug.sdk.PluginServer;
import dev.jackplug.sdk.ServerLimits;
import dev.jackplug.sdk.log.LogCollector;
import dev.jackplug.sdk.log.LogCounts;
import dev.jackplug.sdk.log.LogLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Stores the logs of containers below a root until SIGTERM or Ctrl-C. */
@Command(name = "examples/log/run", mixinStandardHelpOptions = true)
public final class Main implements Callable<Integer> {

    /**
     * Who follows a log hangs up when the plugin does, not before; and what was taken is still to be stored within the 10
     * seconds after which SIGKILL comes.
     */
    static final ServerLimits SERVER = ServerLimits.DEFAULT.drain(Duration.ofSeconds(2));

    static final LogLimits LOGS = LogLimits.DEFAULT;

    @Option(names = "--name", paramLabel = "PLUGIN")
    private String name = "jsonlines";

    @Option(names = "--sockets", paramLabel = "DIR")
    private Path sockets = Path.of("/run/docker/plugins");

    @Option(names = "--root", paramLabel = "DIR")
    private Path root = Path.of("/var/lib/jackplug-log");

    @Option(names = "--fifos", paramLabel = "DIR")
    private Path fifos = LogCollector.DOCKER;

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
        Path folder = root.toAbsolutePath().normalize();
        JsonFiles files = new JsonFiles(folder.resolve("containers"));
        LogCollector logs = LogCollector.open(folder.resolve("collector"), fifos, files, LOGS);
        PluginServer server = served(logs);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, logs)));
        System.out.println("listening at " + server.address() + ", logs in " + folder.resolve("containers")
                + "; try: docker run --log-driver " + name + " --log-opt max-size=1m busybox echo hello");
        return 0;
    }

    private PluginServer served(LogCollector logs) {
        try {
            return PluginServer.named(name)
                    .socket(sockets.resolve(name + ".sock"))
                    .serving(LogDriver.SUBSYSTEM, logs)
                    .limits(SERVER)
                    .withoutShutdownHook()
                    .start();
        } catch (RuntimeException e) {
            logs.close();
            throw e;
        }
    }

    /** First nobody asks any more, then what was taken is stored. */
    private static void stop(PluginServer server, LogCollector logs) {
        server.close();
        logs.close();
        LogCounts counts = logs.counts();
        System.out.println("stopped: " + counts.delivered() + " log entries stored, " + counts.dropped() + " dropped");
    }
}
