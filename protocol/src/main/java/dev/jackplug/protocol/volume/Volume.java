package dev.jackplug.protocol.volume;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A volume.
 *
 * @param name name of the volume
 * @param mountpoint absolute path on the plugin's machine; empty when it is not mounted
 * @param createdAt when it was made; null when the driver does not say
 * @param status whatever the driver wants to show; values are strings, numbers, booleans, lists, maps and nulls
 */
public record Volume(
        String name, String mountpoint, @Nullable Instant createdAt, Map<String, Object> status) {

    public Volume {
        // Not Map.copyOf: a driver may show a null.
        status = Collections.unmodifiableMap(new LinkedHashMap<>(status));
    }

    /** A volume of which only name and mountpoint are known. */
    public Volume(String name, String mountpoint) {
        this(name, mountpoint, null, Map.of());
    }
}
