package dev.jackplug.protocol.network;

import dev.jackplug.protocol.Key;
import java.util.Map;

/**
 * A pool of a network, as address management has settled it. Keys that are empty are left out.
 *
 * @param addressSpace the address space it is from
 * @param pool the pool, such as {@code 10.0.0.0/24}
 * @param gateway address of the gateway with its prefix, such as {@code 10.0.0.1/24}; empty when there is none
 * @param auxAddresses addresses of the pool that the user has set aside, with their prefix, by name
 */
public record IpamData(
        String addressSpace,
        @Key(omitEmpty = true) String pool,
        @Key(omitEmpty = true) String gateway,
        @Key(omitEmpty = true) Map<String, String> auxAddresses) {

    public IpamData {
        auxAddresses = Map.copyOf(auxAddresses);
    }
}
