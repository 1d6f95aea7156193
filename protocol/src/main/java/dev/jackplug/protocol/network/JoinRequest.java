package dev.jackplug.protocol.network;

import dev.jackplug.protocol.Key;
import dev.jackplug.protocol.Redacted;
import java.util.Map;

/**
 * Asks for the interface that a container gets through an endpoint.
 *
 * @param networkId the network, opaque
 * @param endpointId the endpoint, opaque
 * @param sandboxKey path of the container's network namespace, in the host's file system
 * @param options the sandbox's options; {@link EndpointOptions#of} reads the ports in them
 */
public record JoinRequest(
        @Key("NetworkID") String networkId,
        @Key("EndpointID") String endpointId,
        String sandboxKey,
        Map<String, Object> options) {

    public JoinRequest {
        options = Redacted.copyWithNulls(options);
    }
}
