package dev.jackplug.protocol.network;

import dev.jackplug.protocol.Key;

/**
 * Tells that a container is no longer attached through an endpoint.
 *
 * @param networkId the network, opaque
 * @param endpointId the endpoint, opaque
 */
public record LeaveRequest(
        @Key("NetworkID") String networkId,
        @Key("EndpointID") String endpointId) {}
