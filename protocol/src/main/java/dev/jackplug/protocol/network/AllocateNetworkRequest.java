package dev.jackplug.protocol.network;

import dev.jackplug.protocol.Key;
import dev.jackplug.protocol.Redacted;
import java.util.List;
import java.util.Map;

/**
 * Asks a driver of global scope to set aside what a new network needs in the whole cluster.
 *
 * @param networkId the network, opaque
 * @param options the user's options, and what the driver answered before
 * @param ipv4Data its IPv4 pools
 * @param ipv6Data its IPv6 pools; empty when it has none, whether the wire said {@code []}, null or nothing
 */
public record AllocateNetworkRequest(
        @Key("NetworkID") String networkId,
        Map<String, String> options,
        @Key("IPv4Data") List<IpamData> ipv4Data,
        @Key("IPv6Data") List<IpamData> ipv6Data) {

    public AllocateNetworkRequest {
        options = Redacted.copyOf(options);
        ipv4Data = List.copyOf(ipv4Data);
        ipv6Data = List.copyOf(ipv6Data);
    }
}
