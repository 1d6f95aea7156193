package dev.jackplug.host.network;

import dev.jackplug.protocol.Redacted;
import dev.jackplug.protocol.network.NetworkOptions;
import java.util.List;
import java.util.Map;

/**
 * A network that a host wants.
 *
 * @param id what the plugins are to call it; unlike that of any other network
 * @param options what the user asked for
 * @param pools where its addresses are to come from, those of IPv4 and IPv6 in any order
 */
public record NetworkPlan(String id, NetworkOptions options, List<PoolPlan> pools) {

    /**
     * A pool that a host wants.
     *
     * @param pool the pool, such as {@code 10.0.0.0/24}; empty means any that is free
     * @param part the part of it for addresses that nobody names; empty means the whole
     * @param gateway address of the gateway without a prefix; empty means that the plugins choose it
     * @param auxAddresses addresses without a prefix that are to be set aside, by name
     * @param options what the user asked of the address plugin
     * @param v6 the pool is of IPv6
     */
    public record PoolPlan(
            String pool,
            String part,
            String gateway,
            Map<String, String> auxAddresses,
            Map<String, String> options,
            boolean v6) {

        /** Any IPv4 pool that is free. */
        public static final PoolPlan ANY = of("");

        public PoolPlan {
            auxAddresses = Map.copyOf(auxAddresses);
            options = Redacted.copyOf(options);
        }

        /** This IPv4 pool. */
        public static PoolPlan of(String pool) {
            return new PoolPlan(pool, "", "", Map.of(), Map.of(), false);
        }
    }

    public NetworkPlan {
        pools = List.copyOf(pools);
    }
}
