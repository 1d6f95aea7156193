package dev.jackplug.protocol.network;

import dev.jackplug.protocol.Redacted;
import java.util.Map;

/**
 * Asks whether a network with these options needs gateway addresses.
 *
 * @param options as in {@link CreateNetworkRequest}
 */
public record GwAllocCheckRequest(Map<String, Object> options) {

    public GwAllocCheckRequest {
        options = Redacted.copyWithNulls(options);
    }
}
