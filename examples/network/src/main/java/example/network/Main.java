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

/** Serves networks, and addresses for them, until SIGTERM or Ctrl-C. */
public final class Main {

    private static final String USAGE =
            "usage: examples/network/run [--name PLUGIN] [--sockets DIR] [--root DIR] [--range CIDR]";

    /** Pools that the user does not name have this many bits for their network: 254 containers each. */
    private static final int POOL = 24;

    private Main() {}

    /** Takes what {@code USAGE} says. */
    public static void main(String[] arguments) {
        String name = "bridges";
        Path sockets = Path.of("/run/docker/plugins");
        Path root = Path.of("/var/lib/jackplug-network");
        String range = "10.80.0.0/16";
        for (int i = 0; i < arguments.length; i += 2) {
            String value = i + 1 < arguments.length ? arguments[i + 1] : fail();
            switch (arguments[i]) {
                case "--name" -> name = value;
                case "--sockets" -> sockets = Path.of(value);
                case "--root" -> root = Path.of(value);
                case "--range" -> range = value;
                default -> fail();
            }
        }
        try {
            Ip.check();
            serve(name, sockets, root, AddressRange.of(range, POOL));
        } catch (IOException | RuntimeException e) {
            System.err.println(e.getMessage() + (e.getCause() == null ? "" : ": " + e.getCause()));
            System.exit(1);
        }
    }

    private static String fail() {
        System.err.println(USAGE);
        System.exit(2);
        return USAGE;
    }

    private static void serve(String name, Path sockets, Path root, AddressRange range) {
        Path folder = root.toAbsolutePath().normalize();
        NetworkLedger networks = NetworkLedger.open(folder.resolve("networks"), new BridgeNetworks());
        AddressPools pools = AddressPools.open(folder.resolve("pools"), List.of(range));
        PluginServer server = PluginServer.named(name)
                .socket(sockets.resolve(name + ".sock"))
                .serving(NetworkDriver.SUBSYSTEM, networks)
                .serving(IpamDriver.SUBSYSTEM, pools)
                .start();
        System.out.println("listening at " + server.address() + ", books in " + folder
                + "; try: docker network create -d " + name + " --ipam-driver " + name + " net1");
    }
}
