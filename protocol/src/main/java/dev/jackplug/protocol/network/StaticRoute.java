package dev.jackplug.protocol.network;

/**
 * A route of the container.
 *
 * @param destination the network it leads to, such as {@code 10.1.0.0/16}
 * @param routeType {@link #NEXT_HOP} or {@link #CONNECTED}
 * @param nextHop address of the next hop, without a prefix; empty when connected
 */
public record StaticRoute(String destination, int routeType, String nextHop) {

    /** A route that leads through another machine. */
    public static final int NEXT_HOP = 0;

    /** A route to what is directly connected. */
    public static final int CONNECTED = 1;
}
