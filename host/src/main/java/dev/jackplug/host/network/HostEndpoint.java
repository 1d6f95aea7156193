package dev.jackplug.host.network;

import dev.jackplug.protocol.network.EndpointInterface;
import dev.jackplug.protocol.network.JoinReply;
import java.util.List;

/**
 * An attachment as it was made: what a host has to keep in order to end it, in this process or a later one. Immutable.
 *
 * @param plan what was wanted
 * @param iface its addresses, whoever chose them
 * @param join the interface to move into the container, and the container's routes
 * @param wayOut the plugin was told that it is the container's way out
 * @param addresses what the address plugin gave
 */
public record HostEndpoint(
        EndpointPlan plan, EndpointInterface iface, JoinReply join, boolean wayOut, List<GivenAddress> addresses) {

    /**
     * An address of a pool.
     *
     * @param poolId how the address plugin calls the pool
     * @param address with its prefix
     */
    public record GivenAddress(String poolId, String address) {}

    public HostEndpoint {
        addresses = List.copyOf(addresses);
    }
}
