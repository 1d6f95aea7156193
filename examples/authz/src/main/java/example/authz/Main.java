package example.authz;

import dev.jackplug.protocol.authz.AuthzDriver;
import dev.jackplug.sdk.PluginServer;
import dev.jackplug.sdk.authz.DecisionLog;
import dev.jackplug.sdk.authz.FailMode;
import dev.jackplug.sdk.authz.PolicyDriver;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Serves the policy in a file until SIGTERM or Ctrl-C. */
@Command(name = "examples/authz/run", mixinStandardHelpOptions = true)
public final class Main implements Callable<Integer> {

    @Option(names = "--name", paramLabel = "PLUGIN")
    private String name = "guard";

    @Option(names = "--sockets", paramLabel = "DIR")
    private Path sockets = Path.of("/run/docker/plugins");

    @Option(names = "--policy", paramLabel = "FILE")
    private Path policy = Path.of("/etc/jackplug-authz/policy");

    @Option(names = "--log", paramLabel = "FILE")
    private @Nullable Path log;

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
        PolicyFile file = policyFile();
        DecisionLog decisions = log == null ? DecisionLog.system() : DecisionLog.file(log);
        PluginServer server = PluginServer.named(name)
                .socket(sockets.resolve(name + ".sock"))
                .serving(
                        AuthzDriver.SUBSYSTEM, new PolicyDriver(new GuardPolicy(file::rules), FailMode.DENY, decisions))
                .start();
        System.out.println("listening at " + server.address() + ", policy in " + policy
                + "; start dockerd with --authorization-plugin=" + name);
        return 0;
    }

    private PolicyFile policyFile() throws IOException {
        try {
            return PolicyFile.open(policy, InstantSource.system());
        } catch (IOException | RuntimeException e) {
            throw new IOException("policy " + policy + ": " + e, e.getCause());
        }
    }
}
