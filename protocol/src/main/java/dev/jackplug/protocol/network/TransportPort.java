package dev.jackplug.protocol.network;

/**
 * A port of a container.
 *
 * @param proto the number of the protocol: {@link #TCP}, {@link #UDP}, {@link #SCTP}, {@link #ICMP}
 * @param port the port
 */
public record TransportPort(int proto, int port) {

    /** Number of ICMP. */
    public static final int ICMP = 1;

    /** Number of TCP. */
    public static final int TCP = 6;

    /** Number of UDP. */
    public static final int UDP = 17;

    /** Number of SCTP. */
    public static final int SCTP = 132;
}
