package dev.jackplug.protocol.network;

import dev.jackplug.protocol.Key;

/**
 * A port of a container that is to be reached through the machine.
 *
 * @param proto the number of the protocol, as in {@link TransportPort}
 * @param ip address in the container; empty when it is the endpoint's
 * @param port port in the container
 * @param hostIp address on the machine; empty means every one
 * @param hostPort first port on the machine; 0 means any
 * @param hostPortEnd last port on the machine
 */
public record PortBinding(
        int proto,
        @Key("IP") String ip,
        int port,
        @Key("HostIP") String hostIp,
        int hostPort,
        int hostPortEnd) {}
