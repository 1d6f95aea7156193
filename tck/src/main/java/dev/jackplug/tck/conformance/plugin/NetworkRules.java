package dev.jackplug.tck.conformance.plugin;

import static dev.jackplug.tck.conformance.plugin.Rule.changes;
import static dev.jackplug.tck.conformance.plugin.Rule.reads;

import dev.jackplug.protocol.Cidr;
import dev.jackplug.tck.internal.NotJudged;
import dev.jackplug.tck.internal.Violation;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What network drivers must do (protocol §4.2, §8.6). */
final class NetworkRules {

    private static final String NETWORK = "NetworkDriver";

    private static final List<Rule> QUESTIONS = List.of(
            reads(
                    NETWORK,
                    "network-scope",
                    "GetCapabilities answers Scope with local or global, in lower case",
                    "§8 #149, §4.2",
                    plugin -> {
                        Heard heard = capabilities(plugin);
                        return heard.when(scope(Part.of(heard).must(String.class, "Scope")), "no such Scope");
                    }),
            reads(
                    NETWORK,
                    "network-connectivity-scope",
                    "ConnectivityScope is local, global, empty or missing",
                    "§4.2",
                    plugin -> {
                        Heard heard = capabilities(plugin);
                        String scope = Part.of(heard).text("ConnectivityScope");
                        return heard.when(scope.isEmpty() || scope(scope), "no such ConnectivityScope");
                    }),
            reads(NETWORK, "network-gw-alloc-checker", "GwAllocChecker is a boolean or missing", "§4.2", plugin -> {
                Heard heard = capabilities(plugin);
                Part.of(heard).flag("GwAllocChecker");
                return heard.toString();
            }),
            reads(
                    NETWORK,
                    "network-gw-alloc-check",
                    "GwAllocCheck, where it is advertised, says which gateways need no address",
                    "§4.2",
                    NetworkRules::gatewayCheck));

    private static final List<Rule> NETWORKS = List.of(
            changes(NETWORK, "network-create", "CreateNetwork makes a network", "§4.2", plugin -> {
                try (OwnNetwork network = OwnNetwork.create(plugin)) {
                    return network.made().toString();
                }
            }),
            twice("DeleteNetwork", "network-delete-twice", plugin -> {
                try (OwnNetwork network = OwnNetwork.create(plugin)) {
                    network.call("DeleteNetwork", Map.of()).succeeded();
                    return network.call("DeleteNetwork", Map.of()).succeeded().toString();
                }
            }),
            unknown("DeleteNetwork", "network-delete-unknown"),
            changes(
                    NETWORK,
                    "network-delete-frees-pool",
                    "DeleteNetwork makes room for another network with the same pool",
                    "§4.2",
                    NetworkRules::poolIsFree),
            optional("AllocateNetwork", "network-allocate", NetworkRules::allocate),
            optional("FreeNetwork", "network-free", NetworkRules::free),
            changes(
                    NETWORK,
                    "network-discover",
                    "DiscoverNew and DiscoverDelete are answered by drivers whose ConnectivityScope is global",
                    "§4.2",
                    NetworkRules::discover));

    static final List<Rule> ROWS = Stream.of(QUESTIONS, NETWORKS, EndpointRules.ROWS, JoinRules.ROWS)
            .flatMap(List::stream)
            .toList();

    private NetworkRules() {}

    // ---- the kinds of rows that there are several of

    /** A method that does something twice without complaint. */
    static Rule twice(String method, String id, Rule.Probe probe) {
        return changes(NETWORK, id, method + " succeeds when it comes a second time", "§8 #151, §4.2", probe);
    }

    /** A method that has nothing against ids that it never saw. */
    static Rule unknown(String method, String id) {
        return changes(
                NETWORK,
                id,
                method + " of ids that it does not know succeeds",
                "§8 #151, §4.2",
                plugin -> plugin.call(
                                "NetworkDriver." + method,
                                method.equals("DeleteNetwork")
                                        ? Map.of("NetworkID", Own.id())
                                        : Map.of("NetworkID", Own.id(), "EndpointID", Own.id()))
                        .succeeded()
                        .toString());
    }

    /** A method that need not be there. */
    static Rule optional(String method, String id, Rule.Probe probe) {
        return changes(NETWORK, id, method + " works, or is answered with 404", "§8 #152, §4.0", probe);
    }

    // ---- probes

    private static Heard capabilities(Subject plugin) throws IOException {
        return plugin.call("NetworkDriver.GetCapabilities", "").succeeded();
    }

    private static boolean scope(String word) {
        return word.equals("local") || word.equals("global");
    }

    private static String gatewayCheck(Subject plugin) throws IOException {
        if (!Part.of(capabilities(plugin)).flag("GwAllocChecker")) {
            throw new NotJudged("it does not advertise GwAllocChecker, so no host asks");
        }
        Map<String, Object> options = Map.of(
                "com.docker.network.enable_ipv4", true,
                "com.docker.network.enable_ipv6", true,
                "com.docker.network.generic", plugin.settings().options("NetworkDriver"));
        Heard heard = Own.accepted(plugin.call("NetworkDriver.GwAllocCheck", Map.of("Options", options)));
        Part.of(heard).flag("SkipIPv4");
        Part.of(heard).flag("SkipIPv6");
        return heard.toString();
    }

    private static String poolIsFree(Subject plugin) throws IOException {
        Cidr pool = Cidr.parse(Own.pool(24));
        try (OwnNetwork first = OwnNetwork.create(plugin, pool)) {
            first.call("DeleteNetwork", Map.of()).succeeded();
        }
        try (OwnNetwork second = OwnNetwork.create(plugin, pool)) {
            return second.made().toString();
        } catch (NotJudged e) {
            throw new Violation(e.getMessage() + "; it accepted the same before");
        }
    }

    /** Only hosts of global drivers allocate, so that a local one may refuse. */
    private static String allocate(Subject plugin) throws IOException {
        OwnNetwork network = OwnNetwork.planned(plugin);
        try {
            Heard heard = network.call("AllocateNetwork", network.allocation());
            if (heard.status() == 404) {
                return heard.toString();
            }
            Part.of(own(plugin, heard)).texts("Options");
            return heard.toString();
        } finally {
            plugin.tidy("NetworkDriver.FreeNetwork", Map.of("NetworkID", network.id()));
        }
    }

    private static String free(Subject plugin) throws IOException {
        OwnNetwork network = OwnNetwork.planned(plugin);
        boolean allocated =
                !network.call("AllocateNetwork", network.allocation()).refuses();
        Heard heard = network.call("FreeNetwork", Map.of());
        if (heard.status() == 404 && !allocated) {
            return heard.toString();
        }
        return (allocated ? heard.succeeded() : own(plugin, heard)).toString();
    }

    private static Heard own(Subject plugin, Heard heard) throws IOException {
        if (Part.of(capabilities(plugin)).text("Scope").equals("global")) {
            return heard.succeeded();
        }
        return Own.accepted(heard);
    }

    /** Names a node of the range for documentation (RFC 5737), and takes it back. */
    private static String discover(Subject plugin) throws IOException {
        Part capabilities = Part.of(capabilities(plugin));
        String own = capabilities.text("ConnectivityScope");
        boolean sent = (own.isEmpty() ? capabilities.text("Scope") : own).equals("global");
        Map<String, Object> node = Map.of(
                "DiscoveryType",
                1,
                "DiscoveryData",
                Map.of("Address", "192.0.2.77", "BindAddress", "192.0.2.77", "Self", false));
        Heard heard = plugin.call("NetworkDriver.DiscoverNew", node);
        Heard taken = plugin.call("NetworkDriver.DiscoverDelete", node);
        if (sent || !heard.refuses()) {
            heard.succeeded();
            taken.succeeded();
        } else if (heard.status() != 404) {
            heard.refused();
        }
        return heard.toString();
    }
}
