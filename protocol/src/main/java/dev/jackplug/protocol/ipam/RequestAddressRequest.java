package dev.jackplug.protocol.ipam;

import dev.jackplug.protocol.Key;
import dev.jackplug.protocol.Redacted;
import java.util.Map;

/**
 * Asks for an address of a pool.
 *
 * @param poolId the pool, as {@code RequestPool} named it
 * @param address the address that is wanted, without a prefix; empty means any that is free
 * @param options what it is for: {@link #TYPE}, {@link #MAC_ADDRESS}; empty when the wire said null
 */
public record RequestAddressRequest(@Key("PoolID") String poolId, String address, Map<String, String> options) {

    public RequestAddressRequest {
        options = Redacted.copyOf(options);
    }

    /** Key of an option that says what kind of address is wanted; {@link #GATEWAY} is the one kind there is. */
    public static final String TYPE = "RequestAddressType";

    /** The kind of a gateway's address. */
    public static final String GATEWAY = "com.docker.network.gateway";

    /** Key of an option: the endpoint's hardware address as text. */
    public static final String MAC_ADDRESS = "com.docker.network.endpoint.macaddress";

    /** Whether the address is for the gateway of the network. */
    public boolean forGateway() {
        return GATEWAY.equals(options.get(TYPE));
    }
}
