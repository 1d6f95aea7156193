package dev.jackplug.tck.conformance.plugin;

import static dev.jackplug.tck.conformance.plugin.Rule.changes;

import dev.jackplug.tck.internal.NotJudged;
import dev.jackplug.tck.internal.Violation;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What network drivers must do with endpoints (protocol §4.2, §8.6). */
final class EndpointRules {

    private static final String NETWORK = "NetworkDriver";
    private static final String MAC = "02:42:c6:12:00:02";
    private static final String MAC_IN_BASE64 = "AkLGEgAC";

    static final List<Rule> ROWS = List.of(
            changes(
                    NETWORK,
                    "network-endpoint-address",
                    "CreateEndpoint does not repeat the address that the request brought",
                    "§8 #150, §4.2",
                    plugin -> endpoint(plugin, "", OwnNetwork.NO_PORTS)),
            changes(
                    NETWORK,
                    "network-endpoint-address-ipv6",
                    "CreateEndpoint does not repeat the IPv6 address that the request brought",
                    "§8 #150, §4.2",
                    EndpointRules::dualEndpoint),
            changes(
                    NETWORK,
                    "network-endpoint-mac",
                    "CreateEndpoint does not repeat the MAC address that the request brought",
                    "§8 #150, §4.2",
                    plugin -> {
                        Map<String, Object> options = new HashMap<>(OwnNetwork.NO_PORTS);
                        options.put("com.docker.network.endpoint.macaddress", MAC_IN_BASE64);
                        return endpoint(plugin, MAC, options);
                    }),
            changes(
                    NETWORK,
                    "network-oper-info",
                    "EndpointOperInfo answers an object in Value, or none",
                    "§4.2",
                    plugin -> {
                        try (OwnNetwork network = OwnNetwork.create(plugin)) {
                            String endpoint = network.newEndpoint();
                            network.createEndpoint(endpoint, network.address(2));
                            Heard heard =
                                    network.call("EndpointOperInfo", endpoint).succeeded();
                            Part.of(heard).part("Value");
                            return heard.toString();
                        }
                    }),
            NetworkRules.twice("DeleteEndpoint", "network-delete-endpoint-twice", plugin -> {
                try (OwnNetwork network = OwnNetwork.create(plugin)) {
                    String endpoint = network.newEndpoint();
                    network.createEndpoint(endpoint, network.address(2));
                    network.call("DeleteEndpoint", endpoint).succeeded();
                    return network.call("DeleteEndpoint", endpoint).succeeded().toString();
                }
            }),
            NetworkRules.unknown("DeleteEndpoint", "network-delete-endpoint-unknown"),
            changes(
                    NETWORK,
                    "network-delete-endpoint-frees-address",
                    "DeleteEndpoint makes room for another endpoint with the same address",
                    "§4.2",
                    EndpointRules::addressIsFree));

    private EndpointRules() {}

    private static String addressIsFree(Subject plugin) throws IOException {
        try (OwnNetwork network = OwnNetwork.create(plugin)) {
            String first = network.newEndpoint();
            network.createEndpoint(first, network.address(2));
            network.call("DeleteEndpoint", first).succeeded();
            try {
                return network.createEndpoint(network.newEndpoint(), network.address(2))
                        .toString();
            } catch (NotJudged e) {
                throw new Violation(e.getMessage() + "; it accepted the same before");
            }
        }
    }

    private static String endpoint(Subject plugin, String mac, Map<String, ?> options) throws IOException {
        try (OwnNetwork network = OwnNetwork.create(plugin)) {
            Heard heard = network.createEndpoint(network.newEndpoint(), network.address(2), mac, options);
            Part.of(heard).part("Interface").ifPresent(iface -> judge(iface, !mac.isEmpty()));
            return heard.toString();
        }
    }

    private static String dualEndpoint(Subject plugin) throws IOException {
        try (OwnNetwork network = OwnNetwork.createDual(plugin)) {
            Heard heard = network.createDualEndpoint(network.newEndpoint());
            Part.of(heard).part("Interface").ifPresent(iface -> {
                judge(iface, false);
                if (!iface.text("AddressIPv6").isEmpty()) {
                    throw iface.wrong("AddressIPv6", "is there, though the request brought one");
                }
            });
            return heard.toString();
        }
    }

    private static void judge(Part iface, boolean macGiven) {
        String mac = iface.text("MacAddress");
        if (!iface.text("Address").isEmpty()) {
            throw iface.wrong("Address", "is there, though the request brought one");
        }
        if (macGiven && !mac.isEmpty()) {
            throw iface.wrong("MacAddress", "is there, though the request brought one");
        }
        Addresses.cidr(iface, "AddressIPv6");
        Addresses.mac(iface, "MacAddress");
    }
}
