package dev.jackplug.protocol.ipam;

import dev.jackplug.protocol.Key;
import dev.jackplug.protocol.Redacted;
import java.util.Map;

/**
 * Asks for a pool of addresses.
 *
 * @param addressSpace where it is to come from
 * @param pool the pool that is wanted, such as {@code 10.0.0.0/24}; empty means any that is free
 * @param subPool the part of the pool from which addresses are to be given ({@code --ip-range}); empty means the whole
 * @param options the user's {@code --ipam-opt}; empty when there are none, whether the wire said {@code {}} or null
 * @param v6 the pool is to be of IPv6
 */
public record RequestPoolRequest(
        String addressSpace,
        String pool,
        String subPool,
        Map<String, String> options,
        @Key("V6") boolean v6) {

    public RequestPoolRequest {
        options = Redacted.copyOf(options);
    }
}
