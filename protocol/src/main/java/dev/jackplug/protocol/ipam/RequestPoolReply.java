package dev.jackplug.protocol.ipam;

import dev.jackplug.protocol.Key;
import dev.jackplug.protocol.Redacted;
import java.util.Map;

/**
 * The pool that was found.
 *
 * @param poolId how the pool is named from now on; opaque to the host
 * @param pool the pool, such as {@code 10.0.0.0/24}; never empty
 * @param data what the driver has to add, such as {@link #GATEWAY}
 */
public record RequestPoolReply(@Key("PoolID") String poolId, String pool, Map<String, String> data) {

    public RequestPoolReply {
        data = Redacted.copyOf(data);
    }

    /** Key of {@code data}: the gateway with its prefix, so that the host does not ask for one. */
    public static final String GATEWAY = "com.docker.network.gateway";
}
