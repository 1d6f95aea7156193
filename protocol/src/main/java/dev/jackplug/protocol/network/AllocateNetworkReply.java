package dev.jackplug.protocol.network;

import dev.jackplug.protocol.Redacted;
import java.util.Map;

/**
 * What the driver wants to be given again with {@code CreateNetwork} on every node.
 *
 * @param options opaque to the host
 */
public record AllocateNetworkReply(Map<String, String> options) {

    public AllocateNetworkReply {
        options = Redacted.copyOf(options);
    }
}
