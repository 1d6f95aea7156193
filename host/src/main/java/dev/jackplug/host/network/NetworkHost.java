package dev.jackplug.host.network;

import dev.jackplug.host.Plugin;
import dev.jackplug.host.network.HostEndpoint.GivenAddress;
import dev.jackplug.host.network.HostNetwork.HostPool;
import dev.jackplug.host.network.NetworkPlan.PoolPlan;
import dev.jackplug.protocol.Cidr;
import dev.jackplug.protocol.DriverException;
import dev.jackplug.protocol.PluginException;
import dev.jackplug.protocol.ProtocolException;
import dev.jackplug.protocol.Scope;
import dev.jackplug.protocol.SubsystemNotImplementedException;
import dev.jackplug.protocol.network.CapabilitiesReply;
import dev.jackplug.protocol.network.CreateEndpointRequest;
import dev.jackplug.protocol.network.CreateNetworkRequest;
import dev.jackplug.protocol.network.DeleteEndpointRequest;
import dev.jackplug.protocol.network.DeleteNetworkRequest;
import dev.jackplug.protocol.network.EndpointInterface;
import dev.jackplug.protocol.network.GwAllocCheckReply;
import dev.jackplug.protocol.network.GwAllocCheckRequest;
import dev.jackplug.protocol.network.JoinReply;
import dev.jackplug.protocol.network.JoinRequest;
import dev.jackplug.protocol.network.LeaveRequest;
import dev.jackplug.protocol.network.NetworkDriver;
import dev.jackplug.protocol.network.ProgramExternalConnectivityRequest;
import dev.jackplug.protocol.network.RevokeExternalConnectivityRequest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Networks made with a network plugin and an address plugin, as dockerd makes them: the calls in its order, each answer
 * checked, and what a failure left half done taken back, the last step first (protocol §4.2, §4.3).
 *
 * <p>It keeps nothing: what {@link #create} and {@link #connect} answer is for the host to keep, on its disk too, and to hand
 * in again. It moves no interfaces: that is the host's work, between {@code connect} and the start of the container.
 * Blocking; safe for many threads.
 */
public final class NetworkHost {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final NetworkDriver driver;
    private final Checks checks;
    private final Addresses addresses;
    private final CapabilitiesReply capabilities;
    private final Scope scope;
    private final Predicate<Cidr> taken;

    private NetworkHost(
            NetworkDriver driver,
            Checks checks,
            Addresses addresses,
            CapabilitiesReply capabilities,
            Predicate<Cidr> taken) {
        this.driver = driver;
        this.checks = checks;
        this.addresses = addresses;
        this.capabilities = capabilities;
        this.scope = checks.scope(capabilities);
        this.taken = taken;
    }

    /**
     * Asks two plugins what they can do; they may be one.
     *
     * @throws ProtocolException if the network plugin says a scope that is none: it cannot be used
     * @throws SubsystemNotImplementedException if one is not what it is to be
     * @throws PluginException if one cannot be asked
     */
    public static NetworkHost of(Plugin networks, Plugin addresses) {
        NetworkDriver driver = networks.driver(NetworkDriver.SUBSYSTEM);
        return new NetworkHost(
                driver, new Checks(networks), new Addresses(addresses), driver.getCapabilities(), pool -> false);
    }

    /**
     * The same host for pools that the plugin chooses: none for which this is true, such as one that overlaps a route of the
     * machine. Asked of no pool of global scope.
     */
    public NetworkHost avoiding(Predicate<Cidr> taken) {
        return new NetworkHost(driver, checks, addresses, capabilities, taken);
    }

    /** Whether networks belong to this machine or to the whole cluster. */
    public Scope scope() {
        return scope;
    }

    /**
     * Makes a network: finds its pools, then has the network plugin make it. When a step fails, the earlier ones are taken back.
     *
     * @throws DriverException if a plugin refuses, in its own words
     * @throws ProtocolException if an answer cannot be used
     * @throws PluginException for any other reason
     */
    public HostNetwork create(NetworkPlan plan) {
        Map<String, Object> options = plan.options().toMap();
        GwAllocCheckReply skip = capabilities.gwAllocChecker()
                ? driver.gwAllocCheck(new GwAllocCheckRequest(options))
                : new GwAllocCheckReply(false, false);
        Undo undo = new Undo();
        return undo.onFailureOf(() -> {
            HostNetwork network = new HostNetwork(plan, pools(plan, skip, undo));
            CreateNetworkRequest request =
                    new CreateNetworkRequest(plan.id(), options, network.data(false), network.data(true));
            return undo.step(
                    () -> {
                        driver.createNetwork(request);
                        return network;
                    },
                    () -> driver.deleteNetwork(new DeleteNetworkRequest(plan.id())));
        });
    }

    private List<HostPool> pools(NetworkPlan plan, GwAllocCheckReply skip, Undo undo) {
        boolean global = scope == Scope.GLOBAL;
        List<HostPool> pools = new ArrayList<>();
        for (PoolPlan pool : plan.pools()) {
            boolean withoutGateway = pool.v6() ? skip.skipIpv6() : skip.skipIpv4();
            Predicate<Cidr> avoided = global ? any -> false : taken;
            pools.add(addresses.allocate(addresses.space(global), pool, avoided, withoutGateway, undo));
        }
        return pools;
    }

    /**
     * Removes a network whose endpoints are gone. Every step is taken, and what failed is logged and answered: addresses, then
     * pools, then the network.
     */
    public List<PluginException> remove(HostNetwork network) {
        Tidying tidying = new Tidying();
        for (HostPool pool : network.pools()) {
            List<String> given = new ArrayList<>(pool.data().auxAddresses().values());
            if (!pool.data().gateway().isEmpty()) {
                given.add(0, pool.data().gateway());
            }
            given.forEach(address -> release(tidying, new GivenAddress(pool.id(), address)));
            tidying.attempt("the release of a pool", () -> addresses.releasePool(pool.id()));
        }
        DeleteNetworkRequest request = new DeleteNetworkRequest(network.plan().id());
        tidying.attempt("the deletion of a network", () -> driver.deleteNetwork(request));
        return tidying.failures();
    }

    private void release(Tidying tidying, GivenAddress given) {
        tidying.attempt("the release of an address", () -> addresses.release(given));
    }

    /**
     * Attaches a container: finds its addresses, has the network plugin make an endpoint and join it, and, where the network has
     * a gateway and the plan wants it, tells the plugin that this is the way out. When a step fails, the earlier ones are taken
     * back.
     *
     * @throws DriverException if a plugin refuses, in its own words
     * @throws ProtocolException if an answer cannot be used, such as an address that is said again
     * @throws IllegalArgumentException if an address that is wanted is none, or in no pool of the network
     * @throws PluginException for any other reason
     */
    public HostEndpoint connect(HostNetwork network, EndpointPlan plan) {
        Undo undo = new Undo();
        return undo.onFailureOf(() -> connected(network, plan, undo));
    }

    private HostEndpoint connected(HostNetwork network, EndpointPlan plan, Undo undo) {
        String networkId = network.plan().id();
        String wanted = plan.options().macAddress();
        String mac = wanted.isEmpty() && addresses.capabilities().requiresMacAddress() ? randomMac() : wanted;
        List<GivenAddress> given = new ArrayList<>();
        EndpointInterface said = new EndpointInterface(
                address(network, false, plan.ipv4(), mac, given, undo),
                address(network, true, plan.ipv6(), mac, given, undo),
                mac);
        Map<String, Object> options = plan.options().toMap();
        CreateEndpointRequest creation = new CreateEndpointRequest(networkId, plan.id(), said, options);
        EndpointInterface iface = checks.merged(
                said,
                undo.step(
                        () -> driver.createEndpoint(creation).chosen(),
                        () -> driver.deleteEndpoint(new DeleteEndpointRequest(networkId, plan.id()))));
        // Leave comes after a Join that was refused too, as moby has it: half of it may have happened.
        undo.add(() -> driver.leave(new LeaveRequest(networkId, plan.id())));
        JoinReply join = checks.usable(driver.join(new JoinRequest(networkId, plan.id(), plan.sandboxKey(), options)));
        boolean wayOut = plan.wayOut() && !(join.gateway() + join.gatewayIpv6()).isEmpty();
        if (wayOut) {
            undo.step(
                    () -> opened(new ProgramExternalConnectivityRequest(networkId, plan.id(), options)),
                    () -> driver.revokeExternalConnectivity(
                            new RevokeExternalConnectivityRequest(networkId, plan.id())));
        }
        return new HostEndpoint(plan, iface, join, wayOut, given);
    }

    private ProgramExternalConnectivityRequest opened(ProgramExternalConnectivityRequest request) {
        driver.programExternalConnectivity(request);
        return request;
    }

    /** An address of one family, noted as given; empty when the network has none. */
    private String address(
            HostNetwork network, boolean v6, String wanted, String mac, List<GivenAddress> given, Undo undo) {
        Optional<GivenAddress> address = addresses.forEndpoint(network.pools(), v6, wanted, mac);
        address.ifPresent(one -> {
            given.add(one);
            undo.add(() -> addresses.release(one));
        });
        return address.map(GivenAddress::address).orElse("");
    }

    /** Of the kind that belongs to no manufacturer. */
    private static String randomMac() {
        byte[] bytes = new byte[4];
        RANDOM.nextBytes(bytes);
        return "02:42:%02x:%02x:%02x:%02x".formatted(bytes[0], bytes[1], bytes[2], bytes[3]);
    }

    /** Ends an attachment. Every step is taken, and what failed is logged and answered. */
    public List<PluginException> disconnect(HostNetwork network, HostEndpoint endpoint) {
        String networkId = network.plan().id();
        String id = endpoint.plan().id();
        Tidying tidying = new Tidying();
        if (endpoint.wayOut()) {
            RevokeExternalConnectivityRequest request = new RevokeExternalConnectivityRequest(networkId, id);
            tidying.attempt("the end of the way out", () -> driver.revokeExternalConnectivity(request));
        }
        tidying.attempt("leaving a network", () -> driver.leave(new LeaveRequest(networkId, id)));
        tidying.attempt(
                "the deletion of an endpoint", () -> driver.deleteEndpoint(new DeleteEndpointRequest(networkId, id)));
        endpoint.addresses().forEach(given -> release(tidying, given));
        return tidying.failures();
    }

    /**
     * Tells an address plugin that forgets when it stops what is in use: to be called when the host starts, for every network
     * with its endpoints. Does nothing with a plugin that does not ask for it.
     */
    public void replay(HostNetwork network, List<HostEndpoint> endpoints) {
        if (addresses.capabilities().requiresRequestReplay()) {
            for (int i = 0; i < network.pools().size(); i++) {
                addresses.replay(network.pools().get(i), network.plan().pools().get(i));
            }
            endpoints.forEach(endpoint -> endpoint.addresses()
                    .forEach(given -> addresses.replay(given, endpoint.iface().macAddress())));
        }
    }
}
