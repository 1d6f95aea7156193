package example.authz;

import dev.jackplug.protocol.authz.AuthzDriver;
import dev.jackplug.sdk.PluginServer;
import dev.jackplug.sdk.authz.DecisionLog;
import dev.jackplug.sdk.authz.FailMode;
import dev.jackplug.sdk.authz.PolicyDriver;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;

/** Serves the policy in a file until SIGTERM or Ctrl-C. */
public final class Main {

    private static final String USAGE =
            "usage: examples/authz/run [--name PLUGIN] [--sockets DIR] [--policy FILE] [--log FILE]";

    private Main() {}

    /** Takes what {@code USAGE} says. */
    public static void main(String[] arguments) {
        String name = "guard";
        Path sockets = Path.of("/run/docker/plugins");
        Path policy = Path.of("/etc/jackplug-authz/policy");
        DecisionLog log = DecisionLog.system();
        for (int i = 0; i < arguments.length; i += 2) {
            String value = i + 1 < arguments.length ? arguments[i + 1] : fail();
            switch (arguments[i]) {
                case "--name" -> name = value;
                case "--sockets" -> sockets = Path.of(value);
                case "--policy" -> policy = Path.of(value);
                case "--log" -> log = DecisionLog.file(Path.of(value));
                default -> fail();
            }
        }
        try {
            serve(name, sockets, policy, log);
        } catch (IOException | RuntimeException e) {
            System.err.println("policy " + policy + ": " + e);
            System.exit(1);
        }
    }

    private static String fail() {
        System.err.println(USAGE);
        System.exit(2);
        return USAGE;
    }

    private static void serve(String name, Path sockets, Path policy, DecisionLog log) throws IOException {
        PolicyFile file = PolicyFile.open(policy, InstantSource.system());
        PluginServer server = PluginServer.named(name)
                .socket(sockets.resolve(name + ".sock"))
                .serving(AuthzDriver.SUBSYSTEM, new PolicyDriver(new GuardPolicy(file::rules), FailMode.DENY, log))
                .start();
        System.out.println("listening at " + server.address() + ", policy in " + policy
                + "; start dockerd with --authorization-plugin=" + name);
    }
}
