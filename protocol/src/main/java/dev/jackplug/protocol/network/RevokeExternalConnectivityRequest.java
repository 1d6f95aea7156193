package dev.jackplug.protocol.network;

import dev.jackplug.protocol.Key;

/**
 * Tells that an endpoint is no longer the container's way out.
 *
 * @param networkId the network, opaque
 * @param endpointId the endpoint, opaque
 */
public record RevokeExternalConnectivityRequest(
        @Key("NetworkID") String networkId,
        @Key("EndpointID") String endpointId) {}
