package dev.jackplug.protocol.secret;

import dev.jackplug.protocol.Key;
import java.util.List;

/**
 * How a service is reached.
 *
 * @param mode 0 by a virtual address, 1 by round robin in the DNS
 * @param ports its ports
 */
public record EndpointSpec(
        @Key(omitEmpty = true) int mode,
        @Key(omitEmpty = true) List<PortConfig> ports) {

    /** By a virtual address, without ports. */
    public static final EndpointSpec NONE = new EndpointSpec(0, List.of());

    public EndpointSpec {
        ports = List.copyOf(ports);
    }
}
