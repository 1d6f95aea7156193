package dev.jackplug.protocol.network;

import dev.jackplug.protocol.Key;

/**
 * Asks what there is to say about an endpoint.
 *
 * @param networkId the network, opaque
 * @param endpointId the endpoint, opaque
 */
public record EndpointOperInfoRequest(
        @Key("NetworkID") String networkId,
        @Key("EndpointID") String endpointId) {}
