package dev.jackplug.protocol.network;

import dev.jackplug.protocol.Key;

/**
 * Says for which families a host need not allocate a gateway address.
 *
 * @param skipIpv4 no IPv4 gateway is needed
 * @param skipIpv6 no IPv6 gateway is needed
 */
public record GwAllocCheckReply(
        @Key("SkipIPv4") boolean skipIpv4, @Key("SkipIPv6") boolean skipIpv6) {}
