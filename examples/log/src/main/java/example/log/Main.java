package example.log;

import dev.jackplug.protocol.log.LogDriver;
import dev.jackplug.sdk.PluginServer;
import dev.jackplug.sdk.log.LogCollector;
import dev.jackplug.sdk.log.LogCounts;
import dev.jackplug.sdk.log.LogLimits;
import java.nio.file.Path;

/** Stores the logs of containers below a root until SIGTERM or Ctrl-C. */
public final class Main {

    private static final String USAGE =
            "usage: examples/log/run [--name PLUGIN] [--sockets DIR] [--root DIR] [--fifos DIR]";

    private Main() {}

    /** Takes what {@code USAGE} says. */
    public static void main(String[] arguments) {
        String name = "jsonlines";
        Path sockets = Path.of("/run/docker/plugins");
        Path root = Path.of("/var/lib/jackplug-log");
        Path fifos = LogCollector.DOCKER;
        for (int i = 0; i < arguments.length; i += 2) {
            String value = i + 1 < arguments.length ? arguments[i + 1] : fail();
            switch (arguments[i]) {
                case "--name" -> name = value;
                case "--sockets" -> sockets = Path.of(value);
                case "--root" -> root = Path.of(value);
                case "--fifos" -> fifos = Path.of(value);
                default -> fail();
            }
        }
        try {
            serve(name, sockets, root.toAbsolutePath().normalize(), fifos);
        } catch (RuntimeException e) {
            System.err.println(e.getMessage() + (e.getCause() == null ? "" : ": " + e.getCause()));
            System.exit(1);
        }
    }

    private static String fail() {
        System.err.println(USAGE);
        System.exit(2);
        return USAGE;
    }

    private static void serve(String name, Path sockets, Path root, Path fifos) {
        JsonFiles files = new JsonFiles(root.resolve("containers"));
        LogCollector logs = LogCollector.open(root.resolve("collector"), fifos, files, LogLimits.DEFAULT);
        PluginServer server = PluginServer.named(name)
                .socket(sockets.resolve(name + ".sock"))
                .serving(LogDriver.SUBSYSTEM, logs)
                .withoutShutdownHook()
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, logs)));
        System.out.println("listening at " + server.address() + ", logs in " + root.resolve("containers")
                + "; try: docker run --log-driver " + name + " --log-opt max-size=1m busybox echo hello");
    }

    /** First nobody asks any more, then what was taken is stored. */
    private static void stop(PluginServer server, LogCollector logs) {
        server.close();
        logs.close();
        LogCounts counts = logs.counts();
        System.out.println("stopped: " + counts.delivered() + " log entries stored, " + counts.dropped() + " dropped");
    }
}
