package dev.jackplug.protocol.volume;

import dev.jackplug.protocol.Redacted;
import java.util.Map;

/**
 * Asks for a new volume.
 *
 * @param name name of the volume, opaque
 * @param opts the user's options; empty when there are none, whether the wire said {@code {}}, null or nothing
 */
public record CreateRequest(String name, Map<String, String> opts) {

    public CreateRequest {
        opts = Redacted.copyOf(opts);
    }
}
