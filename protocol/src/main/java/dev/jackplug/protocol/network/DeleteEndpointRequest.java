package dev.jackplug.protocol.network;

import dev.jackplug.protocol.Key;

/**
 * Asks for an endpoint to be removed.
 *
 * @param networkId the network, opaque
 * @param endpointId the endpoint, opaque
 */
public record DeleteEndpointRequest(
        @Key("NetworkID") String networkId,
        @Key("EndpointID") String endpointId) {}
