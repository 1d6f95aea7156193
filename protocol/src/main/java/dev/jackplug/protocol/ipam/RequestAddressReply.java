package dev.jackplug.protocol.ipam;

import dev.jackplug.protocol.Redacted;
import java.util.Map;

/**
 * The address that was found.
 *
 * @param address with the prefix of the pool, such as {@code 10.0.0.2/24}; never empty
 * @param data what the driver has to add; hosts ignore it
 */
public record RequestAddressReply(String address, Map<String, String> data) {

    public RequestAddressReply {
        data = Redacted.copyOf(data);
    }

    /** An address with nothing to add. */
    public RequestAddressReply(String address) {
        this(address, Map.of());
    }
}
