package dev.jackplug.host.network;

import dev.jackplug.protocol.network.EndpointOptions;

/**
 * An attachment of a container to a network that a host wants.
 *
 * @param id what the plugin is to call it; unlike that of any other endpoint
 * @param sandboxKey path of the container's network namespace
 * @param ipv4 address without a prefix; empty means any that is free
 * @param ipv6 the same for IPv6
 * @param wayOut if the network has a gateway, the container is to use it, and its ports are to be published
 * @param options what the user asked for, a hardware address among it
 */
public record EndpointPlan(
        String id, String sandboxKey, String ipv4, String ipv6, boolean wayOut, EndpointOptions options) {

    /** An endpoint with any address, which is the container's way out. */
    public static EndpointPlan of(String id, String sandboxKey) {
        return new EndpointPlan(id, sandboxKey, "", "", true, EndpointOptions.NONE);
    }
}
