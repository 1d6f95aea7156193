package dev.jackplug.host.network;

import dev.jackplug.protocol.network.IpamData;
import java.util.List;

/**
 * A network as it was made: what a host has to keep in order to use and remove it, in this process or a later one. Immutable.
 *
 * @param plan what was wanted
 * @param pools what it got, in the order of the plan
 */
public record HostNetwork(NetworkPlan plan, List<HostPool> pools) {

    /**
     * A pool of a network.
     *
     * @param id how the address plugin calls it
     * @param data the pool itself, its gateway, and what was set aside
     * @param v6 the pool is of IPv6
     */
    public record HostPool(String id, IpamData data, boolean v6) {}

    public HostNetwork {
        pools = List.copyOf(pools);
    }

    List<IpamData> data(boolean v6) {
        return pools.stream()
                .filter(pool -> pool.v6() == v6)
                .map(HostPool::data)
                .toList();
    }
}
