package example.secrets;

import dev.jackplug.protocol.secret.SecretDriver;
import dev.jackplug.sdk.PluginServer;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Serves the secrets of a folder until SIGTERM or Ctrl-C. */
@Command(name = "examples/secrets/run", mixinStandardHelpOptions = true)
public final class Main implements Callable<Integer> {

    @Option(names = "--name", paramLabel = "PLUGIN")
    private String name = "secrets";

    @Option(names = "--sockets", paramLabel = "DIR")
    private Path sockets = Path.of("/run/docker/plugins");

    @Option(names = "--root", paramLabel = "DIR")
    private Path root = Path.of("/etc/jackplug-secrets");

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
        PluginServer server = PluginServer.named(name)
                .socket(sockets.resolve(name + ".sock"))
                .serving(SecretDriver.SUBSYSTEM, new FolderSecrets(root, System.out::println))
                .start();
        System.out.println("listening at " + server.address() + ", secrets in " + root.toAbsolutePath()
                + "; try: docker secret create --driver " + name + " password");
        return 0;
    }
}
