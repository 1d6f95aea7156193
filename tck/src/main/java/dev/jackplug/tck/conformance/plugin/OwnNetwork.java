package dev.jackplug.tck.conformance.plugin;

import dev.jackplug.protocol.Cidr;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A network of the kit's own, as dockerd has one made. Closing it takes back what is left of it. */
final class OwnNetwork implements AutoCloseable {

    /** What a container without published ports has; dockerd sends it with endpoints and what follows. */
    static final Map<String, Object> NO_PORTS =
            Map.of("com.docker.network.endpoint.exposedports", List.of(), "com.docker.network.portmap", List.of());

    private static final String IPV6 = "2001:db8:6a70::";
    private static final String IPV6_PREFIX = "/64";

    private final Subject plugin;
    private final Cidr pool;
    private final String id = Own.id();
    private final List<String> endpoints = new ArrayList<>();
    private @Nullable Heard made;

    private OwnNetwork(Subject plugin, Cidr pool) {
        this.plugin = plugin;
        this.pool = pool;
    }

    /** One that is not made yet. */
    static OwnNetwork planned(Subject plugin) {
        return new OwnNetwork(plugin, Cidr.parse(Own.pool(24)));
    }

    /** Has one made. */
    static OwnNetwork create(Subject plugin) throws IOException {
        return create(plugin, Cidr.parse(Own.pool(24)));
    }

    /** Has one made with these addresses. */
    static OwnNetwork create(Subject plugin, Cidr pool) throws IOException {
        return create(plugin, pool, List.of());
    }

    /** Has one made that has IPv6 addresses as well: those for documentation (RFC 3849). */
    static OwnNetwork createDual(Subject plugin) throws IOException {
        List<?> ipv6 = List.of(Map.of(
                "AddressSpace", "LocalDefault", "Gateway", IPV6 + "1" + IPV6_PREFIX, "Pool", IPV6 + IPV6_PREFIX));
        return create(plugin, Cidr.parse(Own.pool(24)), ipv6);
    }

    private static OwnNetwork create(Subject plugin, Cidr pool, List<?> ipv6) throws IOException {
        OwnNetwork network = new OwnNetwork(plugin, pool);
        try {
            network.made = Own.accepted(network.call("CreateNetwork", network.creation(ipv6)));
            return network;
        } finally {
            if (network.made == null) {
                network.close();
            }
        }
    }

    private Map<String, Object> creation(List<?> ipv6) {
        Map<String, Object> options = Map.of(
                "com.docker.network.enable_ipv4",
                true,
                "com.docker.network.enable_ipv6",
                !ipv6.isEmpty(),
                "com.docker.network.generic",
                plugin.settings().options("NetworkDriver"));
        return Map.of("Options", options, "IPv4Data", ipv4("LocalDefault"), "IPv6Data", ipv6);
    }

    /** The request of swarm managers, but for the id: flat options, no address space. */
    Map<String, Object> allocation() {
        Map<String, Object> request = new HashMap<>();
        request.put("Options", plugin.settings().options("NetworkDriver"));
        request.put("IPv4Data", ipv4(""));
        request.put("IPv6Data", null);
        return request;
    }

    private List<?> ipv4(String addressSpace) {
        return List.of(Map.of("AddressSpace", addressSpace, "Gateway", address(1), "Pool", pool.toString()));
    }

    String id() {
        return id;
    }

    /** The answer to the request that made it. */
    Heard made() {
        return Objects.requireNonNull(made);
    }

    /** An address of the pool, such as {@code 198.18.7.2/24} for 2. */
    String address(int number) {
        return pool.at(pool.address().add(BigInteger.valueOf(number))).toString();
    }

    /** Calls a method with the id of the network. */
    Heard call(String method, Map<String, ?> request) throws IOException {
        Map<String, Object> whole = new LinkedHashMap<>();
        whole.put("NetworkID", id);
        whole.putAll(request);
        return plugin.call("NetworkDriver." + method, whole);
    }

    /** Calls a method that wants to know no more than the endpoint. */
    Heard call(String method, String endpoint) throws IOException {
        return call(method, Map.of("EndpointID", endpoint));
    }

    /** The id of an endpoint that is removed with the network, whether or not it comes to be. */
    String newEndpoint() {
        String endpoint = Own.id();
        endpoints.add(endpoint);
        return endpoint;
    }

    /** Has an endpoint made with that address and the options of any container. */
    Heard createEndpoint(String endpoint, String address) throws IOException {
        return createEndpoint(endpoint, address, "", NO_PORTS);
    }

    /** Has an endpoint made. */
    Heard createEndpoint(String endpoint, String address, String mac, Map<String, ?> options) throws IOException {
        return createEndpoint(endpoint, Map.of("Address", address, "AddressIPv6", "", "MacAddress", mac), options);
    }

    /** Has an endpoint made with an address of either kind. */
    Heard createDualEndpoint(String endpoint) throws IOException {
        Map<String, String> iface =
                Map.of("Address", address(2), "AddressIPv6", IPV6 + "2" + IPV6_PREFIX, "MacAddress", "");
        return createEndpoint(endpoint, iface, NO_PORTS);
    }

    private Heard createEndpoint(String endpoint, Map<String, String> iface, Map<String, ?> options)
            throws IOException {
        return Own.accepted(
                call("CreateEndpoint", Map.of("EndpointID", endpoint, "Interface", iface, "Options", options)));
    }

    /** Has an endpoint made that a container can join. */
    String newJoinable() throws IOException {
        String endpoint = newEndpoint();
        createEndpoint(endpoint, address(2));
        return endpoint;
    }

    /** Joins a container to an endpoint: one that there is not, so that a driver that looks for it may refuse. */
    Heard join(String endpoint) throws IOException {
        String sandbox = "/var/run/docker/netns/" + endpoint.substring(0, 12);
        return call("Join", Map.of("EndpointID", endpoint, "SandboxKey", sandbox, "Options", NO_PORTS));
    }

    /** Takes back whatever is there; what the plugin answers is judged elsewhere. */
    @Override
    public void close() {
        for (String endpoint : endpoints) {
            plugin.tidy("NetworkDriver.Leave", Map.of("NetworkID", id, "EndpointID", endpoint));
            plugin.tidy("NetworkDriver.DeleteEndpoint", Map.of("NetworkID", id, "EndpointID", endpoint));
        }
        plugin.tidy("NetworkDriver.DeleteNetwork", Map.of("NetworkID", id));
    }
}
