package dev.jackplug.protocol.network;

import static dev.jackplug.protocol.Unary.command;
import static dev.jackplug.protocol.Unary.query;
import static dev.jackplug.protocol.Unary.unary;

import dev.jackplug.protocol.Caller;
import dev.jackplug.protocol.Empty;
import dev.jackplug.protocol.MethodNotImplementedException;
import dev.jackplug.protocol.Subsystem;
import dev.jackplug.protocol.Unary;
import java.time.Duration;
import java.util.List;

/**
 * The {@code NetworkDriver} contract, row by row. moby has no limits here, and a plugin that hangs stops containers from
 * starting for ever; these are those of volumes: two minutes for what makes something, one for the rest. Only questions may be
 * repeated.
 */
final class NetworkContract {

    private static final Duration LONG = Duration.ofMinutes(2);
    private static final Duration SHORT = Duration.ofMinutes(1);

    static final Unary<NetworkDriver, Empty, CapabilitiesReply> GET_CAPABILITIES = query(
                    "NetworkDriver.GetCapabilities", CapabilitiesReply.class, NetworkDriver::getCapabilities)
            .within(SHORT)
            .mayBeRepeated()
            .withoutBody();
    static final Unary<NetworkDriver, GwAllocCheckRequest, GwAllocCheckReply> GW_ALLOC_CHECK = unary(
                    "NetworkDriver.GwAllocCheck",
                    GwAllocCheckRequest.class,
                    GwAllocCheckReply.class,
                    NetworkDriver::gwAllocCheck)
            .within(SHORT)
            .mayBeRepeated();
    static final Unary<NetworkDriver, AllocateNetworkRequest, AllocateNetworkReply> ALLOCATE_NETWORK = unary(
                    "NetworkDriver.AllocateNetwork",
                    AllocateNetworkRequest.class,
                    AllocateNetworkReply.class,
                    NetworkDriver::allocateNetwork)
            .within(LONG);
    static final Unary<NetworkDriver, FreeNetworkRequest, Empty> FREE_NETWORK = command(
                    "NetworkDriver.FreeNetwork", FreeNetworkRequest.class, NetworkDriver::freeNetwork)
            .within(SHORT);
    static final Unary<NetworkDriver, CreateNetworkRequest, Empty> CREATE_NETWORK = command(
                    "NetworkDriver.CreateNetwork", CreateNetworkRequest.class, NetworkDriver::createNetwork)
            .within(LONG);
    static final Unary<NetworkDriver, DeleteNetworkRequest, Empty> DELETE_NETWORK = command(
                    "NetworkDriver.DeleteNetwork", DeleteNetworkRequest.class, NetworkDriver::deleteNetwork)
            .within(SHORT);
    static final Unary<NetworkDriver, CreateEndpointRequest, CreateEndpointReply> CREATE_ENDPOINT = unary(
                    "NetworkDriver.CreateEndpoint",
                    CreateEndpointRequest.class,
                    CreateEndpointReply.class,
                    NetworkDriver::createEndpoint)
            .within(LONG);
    static final Unary<NetworkDriver, DeleteEndpointRequest, Empty> DELETE_ENDPOINT = command(
                    "NetworkDriver.DeleteEndpoint", DeleteEndpointRequest.class, NetworkDriver::deleteEndpoint)
            .within(SHORT);
    static final Unary<NetworkDriver, EndpointOperInfoRequest, EndpointOperInfoReply> ENDPOINT_OPER_INFO = unary(
                    "NetworkDriver.EndpointOperInfo",
                    EndpointOperInfoRequest.class,
                    EndpointOperInfoReply.class,
                    NetworkDriver::endpointOperInfo)
            .within(SHORT)
            .mayBeRepeated();
    static final Unary<NetworkDriver, JoinRequest, JoinReply> JOIN = unary(
                    "NetworkDriver.Join", JoinRequest.class, JoinReply.class, NetworkDriver::join)
            .within(LONG);
    static final Unary<NetworkDriver, LeaveRequest, Empty> LEAVE = command(
                    "NetworkDriver.Leave", LeaveRequest.class, NetworkDriver::leave)
            .within(SHORT);
    static final Unary<NetworkDriver, ProgramExternalConnectivityRequest, Empty> PROGRAM_EXTERNAL_CONNECTIVITY =
            command(
                            "NetworkDriver.ProgramExternalConnectivity",
                            ProgramExternalConnectivityRequest.class,
                            NetworkDriver::programExternalConnectivity)
                    .within(LONG);
    static final Unary<NetworkDriver, RevokeExternalConnectivityRequest, Empty> REVOKE_EXTERNAL_CONNECTIVITY = command(
                    "NetworkDriver.RevokeExternalConnectivity",
                    RevokeExternalConnectivityRequest.class,
                    NetworkDriver::revokeExternalConnectivity)
            .within(SHORT);
    static final Unary<NetworkDriver, DiscoveryRequest, Empty> DISCOVER_NEW = command(
                    "NetworkDriver.DiscoverNew", DiscoveryRequest.class, NetworkDriver::discoverNew)
            .within(SHORT);
    static final Unary<NetworkDriver, DiscoveryRequest, Empty> DISCOVER_DELETE = command(
                    "NetworkDriver.DiscoverDelete", DiscoveryRequest.class, NetworkDriver::discoverDelete)
            .within(SHORT);

    static final Subsystem<NetworkDriver> SUBSYSTEM = new Subsystem<>(
            "NetworkDriver",
            Subsystem.ERR,
            NetworkDriver.class,
            List.of(
                    GET_CAPABILITIES,
                    GW_ALLOC_CHECK,
                    ALLOCATE_NETWORK,
                    FREE_NETWORK,
                    CREATE_NETWORK,
                    DELETE_NETWORK,
                    CREATE_ENDPOINT,
                    DELETE_ENDPOINT,
                    ENDPOINT_OPER_INFO,
                    JOIN,
                    LEAVE,
                    PROGRAM_EXTERNAL_CONNECTIVITY,
                    REVOKE_EXTERNAL_CONNECTIVITY,
                    DISCOVER_NEW,
                    DISCOVER_DELETE),
            Remote::new);

    private NetworkContract() {}

    /** A driver whose answers come from the other end of a socket. */
    private record Remote(Caller plugin) implements NetworkDriver {

        @Override
        public CapabilitiesReply getCapabilities() {
            return plugin.call(GET_CAPABILITIES, Empty.EMPTY);
        }

        @Override
        public GwAllocCheckReply gwAllocCheck(GwAllocCheckRequest request) {
            return plugin.call(GW_ALLOC_CHECK, request);
        }

        @Override
        public AllocateNetworkReply allocateNetwork(AllocateNetworkRequest request) {
            return plugin.call(ALLOCATE_NETWORK, request);
        }

        @Override
        public void freeNetwork(FreeNetworkRequest request) {
            plugin.call(FREE_NETWORK, request);
        }

        @Override
        public void createNetwork(CreateNetworkRequest request) {
            plugin.call(CREATE_NETWORK, request);
        }

        @Override
        public void deleteNetwork(DeleteNetworkRequest request) {
            plugin.call(DELETE_NETWORK, request);
        }

        @Override
        public CreateEndpointReply createEndpoint(CreateEndpointRequest request) {
            return plugin.call(CREATE_ENDPOINT, request);
        }

        @Override
        public void deleteEndpoint(DeleteEndpointRequest request) {
            plugin.call(DELETE_ENDPOINT, request);
        }

        @Override
        public EndpointOperInfoReply endpointOperInfo(EndpointOperInfoRequest request) {
            return plugin.call(ENDPOINT_OPER_INFO, request);
        }

        @Override
        public JoinReply join(JoinRequest request) {
            return plugin.call(JOIN, request);
        }

        @Override
        public void leave(LeaveRequest request) {
            plugin.call(LEAVE, request);
        }

        /** Optional: hosts take 404 for success (protocol §4.2). */
        @Override
        public void programExternalConnectivity(ProgramExternalConnectivityRequest request) {
            optional(PROGRAM_EXTERNAL_CONNECTIVITY, request);
        }

        /** Optional: hosts take 404 for success (protocol §4.2). */
        @Override
        public void revokeExternalConnectivity(RevokeExternalConnectivityRequest request) {
            optional(REVOKE_EXTERNAL_CONNECTIVITY, request);
        }

        @Override
        public void discoverNew(DiscoveryRequest request) {
            plugin.call(DISCOVER_NEW, request);
        }

        @Override
        public void discoverDelete(DiscoveryRequest request) {
            plugin.call(DISCOVER_DELETE, request);
        }

        private <Q> void optional(Unary<NetworkDriver, Q, Empty> method, Q request) {
            try {
                plugin.call(method, request);
            } catch (MethodNotImplementedException absent) {
                // Nothing to do is done.
            }
        }
    }
}
