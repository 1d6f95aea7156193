package dev.jackplug.engines;

import dev.jackplug.host.Plugins;
import dev.jackplug.host.network.EndpointPlan;
import dev.jackplug.host.network.HostEndpoint;
import dev.jackplug.host.network.HostNetwork;
import dev.jackplug.host.network.NetworkHost;
import dev.jackplug.host.network.NetworkPlan;
import dev.jackplug.protocol.ipam.IpamDriver;
import dev.jackplug.protocol.network.NetworkDriver;
import dev.jackplug.protocol.network.NetworkOptions;
import dev.jackplug.sdk.PluginServer;
import dev.jackplug.sdk.ipam.AddressPools;
import dev.jackplug.sdk.ipam.AddressRange;
import java.nio.file.Path;
import java.util.List;

/**
 * A host that is not Docker: a network of one plugin, with addresses of another, from its making to its end. Says what it got.
 * {@code PLUGIN NETWORK ENDPOINT}; a process, because the plugin's port is on another network than the test's.
 */
final class HostedNetwork {

    private HostedNetwork() {}

    public static void main(String[] arguments) {
        List<AddressRange> ranges = List.of(AddressRange.of("10.98.0.0/16", 24));
        try (AddressPools pools = AddressPools.open(Path.of("/run/pools"), ranges);
                PluginServer server = PluginServer.named("pools")
                        .serving(IpamDriver.SUBSYSTEM, pools)
                        .start();
                Plugins plugins = Plugins.ofDefaults()) {
            System.out.println("addresses of " + server.address());
            NetworkHost host = NetworkHost.of(
                    plugins.get(arguments[0], NetworkDriver.SUBSYSTEM), plugins.get("pools", IpamDriver.SUBSYSTEM));
            HostNetwork network =
                    host.create(new NetworkPlan(arguments[1], NetworkOptions.PLAIN, List.of(NetworkPlan.PoolPlan.ANY)));
            System.out.println(host.scope() + " network " + network.pools());
            HostEndpoint endpoint = host.connect(network, EndpointPlan.of(arguments[2], "/run/netns/1234567890ab"));
            System.out.println("endpoint " + endpoint.iface() + " " + endpoint.join());
            System.out.println("disconnected, " + host.disconnect(network, endpoint));
            System.out.println("removed, " + host.remove(network));
        }
    }
}
