package dev.jackplug.protocol.network;

import dev.jackplug.protocol.DriverException;
import dev.jackplug.protocol.MethodNotImplementedException;
import dev.jackplug.protocol.PluginException;
import dev.jackplug.protocol.Subsystem;
import java.util.Map;

/**
 * Networks that containers are attached to. Authors implement it; hosts receive one that answers from the other end of a
 * socket.
 *
 * <p>Hosts call from many threads at once and may repeat any call, so every method tolerates a repeat. A method that fails
 * throws {@link DriverException}; on the host side any {@link PluginException} can be thrown. Names of networks and endpoints
 * are opaque: do not use them as paths or names of interfaces unchecked. moby waits for these calls without a limit; the
 * limits here are jackplug's (protocol §4.2).
 */
public interface NetworkDriver {

    /** The subsystem and its contract. */
    Subsystem<NetworkDriver> SUBSYSTEM = NetworkContract.SUBSYSTEM;

    /**
     * Says how far the driver's networks reach. Asked first; a host does not use a driver that fails here or answers
     * another word than {@code local} or {@code global}. Hosts wait a minute.
     */
    CapabilitiesReply getCapabilities();

    /**
     * Says whether a network with these options needs gateways. Asked before its addresses are allocated, and only of a
     * driver that says {@code gwAllocChecker}. Hosts wait a minute.
     */
    default GwAllocCheckReply gwAllocCheck(GwAllocCheckRequest request) {
        throw new MethodNotImplementedException();
    }

    /**
     * Sets aside what a network needs in the whole cluster. Asked of drivers of global scope, by the manager of a swarm.
     * Hosts wait two minutes.
     */
    default AllocateNetworkReply allocateNetwork(AllocateNetworkRequest request) {
        throw new MethodNotImplementedException();
    }

    /** Gives back what {@link #allocateNetwork} set aside. Hosts wait a minute. */
    default void freeNetwork(FreeNetworkRequest request) {
        throw new MethodNotImplementedException();
    }

    /**
     * Makes a network on this machine. A failure is shown to the user, and the addresses are given back. Hosts wait two
     * minutes.
     */
    void createNetwork(CreateNetworkRequest request);

    /**
     * Removes a network from this machine; an unknown one is harmless. dockerd forgets the network whatever the answer
     * (W-30). Hosts wait a minute.
     */
    void deleteNetwork(DeleteNetworkRequest request);

    /**
     * Makes an endpoint. The answer holds only what was empty in the request: a value that is said again, even an equal
     * one, fails the call, and the host deletes the endpoint. Hosts wait two minutes.
     */
    CreateEndpointReply createEndpoint(CreateEndpointRequest request);

    /**
     * Removes an endpoint; an unknown one is harmless. Hosts forget the endpoint whatever the answer (W-30), and wait a
     * minute.
     */
    void deleteEndpoint(DeleteEndpointRequest request);

    /**
     * Says what there is to say about an endpoint: nothing, unless overridden. dockerd 20.10 fails the start of a container
     * when this fails, and throws the answer away (W-32). Hosts wait a minute.
     */
    default EndpointOperInfoReply endpointOperInfo(EndpointOperInfoRequest request) {
        return new EndpointOperInfoReply(Map.of());
    }

    /**
     * Makes the interface that the host then moves into the container. Where the answer cannot be used the host calls
     * {@link #leave}. Hosts wait two minutes.
     */
    JoinReply join(JoinRequest request);

    /**
     * Tells that the container is gone from an endpoint; an unknown one is harmless, and so is one that nobody joined.
     * Hosts go on whatever the answer (W-30), and wait a minute.
     */
    void leave(LeaveRequest request);

    /**
     * Tells that an endpoint has become its container's way out: publish its ports. A driver that does not override it does
     * nothing here, which hosts take for success. Hosts wait two minutes.
     */
    default void programExternalConnectivity(ProgramExternalConnectivityRequest request) {
        throw new MethodNotImplementedException();
    }

    /**
     * Tells that an endpoint is no longer its container's way out. Comes without a {@link #programExternalConnectivity}
     * before it at times. Hosts wait a minute.
     */
    default void revokeExternalConnectivity(RevokeExternalConnectivityRequest request) {
        throw new MethodNotImplementedException();
    }

    /** Tells of a node that joined the cluster, this one included. Failures are logged. Hosts wait a minute. */
    default void discoverNew(DiscoveryRequest request) {
        throw new MethodNotImplementedException();
    }

    /** Tells of a node that left the cluster. Failures are logged. Hosts wait a minute. */
    default void discoverDelete(DiscoveryRequest request) {
        throw new MethodNotImplementedException();
    }
}
