package dev.jackplug.protocol.volume;

import java.util.Map;

/**
 * Asks for a new volume.
 *
 * @param name name of the volume, opaque
 * @param opts the user's options; empty when there are none, whether the wire said {@code {}}, null or nothing
 */
public record CreateRequest(String name, Map<String, String> opts) {

    public CreateRequest {
        opts = Map.copyOf(opts);
    }
}
