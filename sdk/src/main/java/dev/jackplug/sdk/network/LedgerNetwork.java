package dev.jackplug.sdk.network;

import dev.jackplug.protocol.network.IpamData;
import dev.jackplug.protocol.network.NetworkOptions;
import java.util.List;

/**
 * A network as its backend sees it.
 *
 * @param id what the host calls it; opaque, so never to be used as a path or the name of an interface
 * @param options what the user asked for
 * @param ipv4 its IPv4 pools
 * @param ipv6 its IPv6 pools; empty when it has none
 */
public record LedgerNetwork(String id, NetworkOptions options, List<IpamData> ipv4, List<IpamData> ipv6) {

    public LedgerNetwork {
        ipv4 = List.copyOf(ipv4);
        ipv6 = List.copyOf(ipv6);
    }
}
