package dev.jackplug.protocol.network;

import dev.jackplug.protocol.Key;
import dev.jackplug.protocol.Redacted;
import java.util.Map;

/**
 * Tells that an endpoint has become the container's way out, and which ports are to be published.
 *
 * @param networkId the network, opaque
 * @param endpointId the endpoint, opaque
 * @param options the sandbox's options; {@link EndpointOptions#of} reads the ports in them
 */
public record ProgramExternalConnectivityRequest(
        @Key("NetworkID") String networkId,
        @Key("EndpointID") String endpointId,
        Map<String, Object> options) {

    public ProgramExternalConnectivityRequest {
        options = Redacted.copyWithNulls(options);
    }

    /** The options that Docker knows. */
    public EndpointOptions endpointOptions() {
        return EndpointOptions.of(options);
    }
}
