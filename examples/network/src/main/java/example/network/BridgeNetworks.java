package example.network;

import dev.jackplug.protocol.Cidr;
import dev.jackplug.protocol.network.EndpointInterface;
import dev.jackplug.protocol.network.InterfaceName;
import dev.jackplug.protocol.network.IpamData;
import dev.jackplug.protocol.network.JoinReply;
import dev.jackplug.sdk.network.LedgerEndpoint;
import dev.jackplug.sdk.network.LedgerNetwork;
import dev.jackplug.sdk.network.NetworkBackend;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * A Linux bridge for each network, and a veth pair for each container. Any call may be repeated at any point of what it does,
 * which is all that the ledger asks for.
 */
final class BridgeNetworks implements NetworkBackend {

    @Override
    public void create(LedgerNetwork network) throws IOException {
        BridgeOptions options = BridgeOptions.parse(network.options());
        String bridge = LinkNames.bridge(network.id());
        if (!Ip.knows(bridge)) {
            Ip.run("link", "add", "name", bridge, "type", "bridge");
        }
        for (IpamData pool : pools(network)) {
            if (hasWayOut(network, pool)) {
                Ip.run("address", "replace", pool.gateway(), "dev", bridge);
            }
        }
        Ip.run("link", "set", "dev", bridge, "mtu", String.valueOf(options.mtu()), "up");
    }

    private static List<IpamData> pools(LedgerNetwork network) {
        return Stream.concat(network.ipv4().stream(), network.ipv6().stream()).toList();
    }

    /** An internal network has no address on the machine, so that nothing is reached through it. */
    private static boolean hasWayOut(LedgerNetwork network, IpamData pool) {
        return !network.options().internal() && !pool.gateway().isEmpty();
    }

    @Override
    public void delete(LedgerNetwork network) throws IOException {
        Ip.delete(LinkNames.bridge(network.id()));
    }

    /** A hardware address made of the IPv4 address, as Docker's own bridges have it: the same whenever the container comes back. */
    @Override
    public EndpointInterface choose(LedgerNetwork network, LedgerEndpoint endpoint) {
        BridgeOptions.check(endpoint.options());
        String address = endpoint.iface().address();
        return new EndpointInterface("", "", address.isEmpty() ? "" : hardwareAddress(Cidr.parse(address)));
    }

    private static String hardwareAddress(Cidr ipv4) {
        byte[] bytes =
                HexFormat.of().parseHex("0242%08x".formatted(ipv4.address().intValue()));
        return HexFormat.ofDelimiter(":").formatHex(bytes);
    }

    @Override
    public JoinReply join(LedgerNetwork network, LedgerEndpoint endpoint) throws IOException {
        String outside = LinkNames.outside(endpoint.id());
        String inside = LinkNames.inside(endpoint.id());
        String mtu = String.valueOf(BridgeOptions.parse(network.options()).mtu());
        leave(network, endpoint);
        Ip.run("link", "add", "name", outside, "mtu", mtu, "type", "veth", "peer", "name", inside, "mtu", mtu);
        Ip.run("link", "set", "dev", outside, "master", LinkNames.bridge(network.id()), "up");
        return new JoinReply(
                new InterfaceName(inside, "eth"),
                gateway(network, network.ipv4()),
                gateway(network, network.ipv6()),
                List.of(),
                network.options().internal());
    }

    private static String gateway(LedgerNetwork network, List<IpamData> pools) {
        return pools.stream()
                .filter(pool -> hasWayOut(network, pool))
                .map(pool -> Cidr.parse(pool.gateway()).bare())
                .findFirst()
                .orElse("");
    }

    /** One end takes the other with it, wherever that is. */
    @Override
    public void leave(LedgerNetwork network, LedgerEndpoint endpoint) throws IOException {
        Ip.delete(LinkNames.outside(endpoint.id()));
    }
}
