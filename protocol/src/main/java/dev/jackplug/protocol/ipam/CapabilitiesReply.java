package dev.jackplug.protocol.ipam;

import dev.jackplug.protocol.Key;

/**
 * What an address driver wants of its host.
 *
 * @param requiresMacAddress each request for the address of an endpoint is to say the hardware address
 * @param requiresRequestReplay when the host starts it is to repeat the requests for pools and addresses that are in use
 */
public record CapabilitiesReply(@Key("RequiresMACAddress") boolean requiresMacAddress, boolean requiresRequestReplay) {

    /** A driver that wants nothing: what hosts assume when a plugin does not say. */
    public static final CapabilitiesReply NONE = new CapabilitiesReply(false, false);
}
