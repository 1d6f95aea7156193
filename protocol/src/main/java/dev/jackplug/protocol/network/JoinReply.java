package dev.jackplug.protocol.network;

import dev.jackplug.protocol.Key;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The interface that a host moves into the container, and the container's routes.
 *
 * @param interfaceName the interface; null when there is none to move
 * @param gateway IPv4 address of the default gateway, without a prefix; empty when there is none
 * @param gatewayIpv6 the same for IPv6
 * @param staticRoutes further routes
 * @param disableGatewayService dockerd is not to attach the container to its own gateway bridge, which it does when
 *     there is neither a gateway nor a default route
 */
public record JoinReply(
        @Key(nullable = true) @Nullable InterfaceName interfaceName,
        String gateway,
        @Key("GatewayIPv6") String gatewayIpv6,
        List<StaticRoute> staticRoutes,
        boolean disableGatewayService) {

    public JoinReply {
        staticRoutes = List.copyOf(staticRoutes);
    }
}
