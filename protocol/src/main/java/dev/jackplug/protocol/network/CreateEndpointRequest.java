package dev.jackplug.protocol.network;

import dev.jackplug.protocol.Key;
import dev.jackplug.protocol.Redacted;
import java.util.Map;

/**
 * Asks for a new endpoint: the place where one container will be attached.
 *
 * @param networkId the network, opaque
 * @param endpointId the endpoint, opaque
 * @param iface what the host has chosen; what is empty is for the driver to choose, if it wants to
 * @param options the options as they came; {@link #endpointOptions} reads them
 */
public record CreateEndpointRequest(
        @Key("NetworkID") String networkId,
        @Key("EndpointID") String endpointId,
        @Key("Interface") EndpointInterface iface,
        Map<String, Object> options) {

    public CreateEndpointRequest {
        options = Redacted.copyWithNulls(options);
    }

    /** The options that Docker knows. */
    public EndpointOptions endpointOptions() {
        return EndpointOptions.of(options);
    }
}
