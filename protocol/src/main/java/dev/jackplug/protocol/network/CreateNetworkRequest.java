package dev.jackplug.protocol.network;

import dev.jackplug.protocol.Key;
import dev.jackplug.protocol.Redacted;
import java.util.List;
import java.util.Map;

/**
 * Asks for a new network on this machine.
 *
 * @param networkId the network, opaque
 * @param options the options as they came; {@link #networkOptions} reads them
 * @param ipv4Data its IPv4 pools
 * @param ipv6Data its IPv6 pools; empty when it has none, whether the wire said {@code []}, null or nothing
 */
public record CreateNetworkRequest(
        @Key("NetworkID") String networkId,
        Map<String, Object> options,
        @Key("IPv4Data") List<IpamData> ipv4Data,
        @Key("IPv6Data") List<IpamData> ipv6Data) {

    public CreateNetworkRequest {
        options = Redacted.copyWithNulls(options);
        ipv4Data = List.copyOf(ipv4Data);
        ipv6Data = List.copyOf(ipv6Data);
    }

    /** The options that Docker knows. */
    public NetworkOptions networkOptions() {
        return NetworkOptions.of(options);
    }
}
