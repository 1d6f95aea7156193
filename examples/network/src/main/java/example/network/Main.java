package example.network;

import dev.jackplug.protocol.ipam.IpamDriver;
import dev.jackplug.protocol.network.NetworkDriver;
import dev.jackplug.sdk.PluginServer;
import dev.jackplug.sdk.ipam.AddressPools;
import dev.jackplug.sdk.ipam.AddressRange;
import dev.jackplug.sdk.network.NetworkLedger;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Serves networks, and addresses for them, until SIGTERM or Ctrl-C. */
@Command(name = "examples/network/run", mixinStandardHelpOptions = true)
public final class Main implements Callable<Integer> {

    /** Pools that the user does not name have this many bits for their network: 254 containers each. */
    private static final int POOL = 24;

    @Option(names = "--name", paramLabel = "PLUGIN")
    private String name = "bridges";

    @Option(names = "--sockets", paramLabel = "DIR")
    private Path sockets = Path.of("/run/docker/plugins");

    @Option(names = "--root", paramLabel = "DIR")
    private Path root = Path.of("/var/lib/jackplug-network");

    @Option(names = "--range", paramLabel = "CIDR")
    private String range = "10.80.0.0/16";

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
        Ip.check();
        AddressRange addresses = AddressRange.of(range, POOL);
        Path folder = root.toAbsolutePath().normalize();
        NetworkLedger networks = NetworkLedger.open(folder.resolve("networks"), new BridgeNetworks());
        AddressPools pools = AddressPools.open(folder.resolve("pools"), List.of(addresses));
        PluginServer server = PluginServer.named(name)
                .socket(sockets.resolve(name + ".sock"))
                .serving(NetworkDriver.SUBSYSTEM, networks)
                .serving(IpamDriver.SUBSYSTEM, pools)
                .start();
        System.out.println("listening at " + server.address() + ", books in " + folder
                + "; try: docker network create -d " + name + " --ipam-driver " + name + " net1");
        return 0;
    }
}
