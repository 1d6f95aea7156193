package dev.jackplug.protocol.network;

import dev.jackplug.protocol.Key;

/**
 * The interface of an endpoint. All three keys are always written.
 *
 * @param address IPv4 address with its prefix, such as {@code 10.0.0.2/24}; empty when there is none
 * @param addressIpv6 the same for IPv6
 * @param macAddress hardware address as text, such as {@code 02:42:0a:00:00:02}; empty when there is none
 */
public record EndpointInterface(
        String address, @Key("AddressIPv6") String addressIpv6, String macAddress) {

    /** An interface of which nothing is known. */
    public static final EndpointInterface NONE = new EndpointInterface("", "", "");
}
