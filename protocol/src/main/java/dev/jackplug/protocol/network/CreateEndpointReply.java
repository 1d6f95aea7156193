package dev.jackplug.protocol.network;

import dev.jackplug.protocol.Key;
import org.jspecify.annotations.Nullable;

/**
 * Says what the driver has chosen.
 *
 * @param iface only what was empty in the request: a host takes a value that is said again for an error, even an equal
 *     one; null is the same as nothing chosen
 */
public record CreateEndpointReply(
        @Key(value = "Interface", nullable = true) @Nullable EndpointInterface iface) {

    /** The reply of a driver that leaves everything as the host has chosen it. */
    public static final CreateEndpointReply NOTHING_CHOSEN = new CreateEndpointReply(EndpointInterface.NONE);

    /** What the driver has chosen; empty texts where it has chosen nothing. */
    public EndpointInterface chosen() {
        return iface == null ? EndpointInterface.NONE : iface;
    }
}
