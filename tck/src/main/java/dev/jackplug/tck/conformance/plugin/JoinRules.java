package dev.jackplug.tck.conformance.plugin;

import static dev.jackplug.tck.conformance.plugin.NetworkRules.optional;
import static dev.jackplug.tck.conformance.plugin.NetworkRules.twice;
import static dev.jackplug.tck.conformance.plugin.NetworkRules.unknown;
import static dev.jackplug.tck.conformance.plugin.Rule.changes;

import dev.jackplug.tck.internal.NotJudged;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What network drivers must do when a container comes and goes (protocol §4.2, §8.6). */
final class JoinRules {

    static final List<Rule> ROWS = List.of(
            join(
                    "network-join-interface",
                    "Join answers InterfaceName with SrcName and DstPrefix",
                    JoinRules::judgeInterface),
            join("network-join-gateway", "Join answers gateways that are addresses, empty or missing", answer -> {
                Addresses.plain(answer, "Gateway");
                Addresses.plain(answer, "GatewayIPv6");
            }),
            join(
                    "network-join-routes",
                    "Join answers StaticRoutes with destination, type and next hop",
                    answer -> answer.parts("StaticRoutes").forEach(JoinRules::judgeRoute)),
            join(
                    "network-join-gateway-service",
                    "Join answers DisableGatewayService with a boolean, or without it",
                    answer -> answer.flag("DisableGatewayService")),
            optional(
                    "ProgramExternalConnectivity",
                    "network-program",
                    plugin -> joined(plugin, (network, endpoint) -> implementedOrAbsent(program(network, endpoint)))),
            optional(
                    "RevokeExternalConnectivity",
                    "network-revoke",
                    plugin -> joined(plugin, (network, endpoint) -> {
                        program(network, endpoint);
                        return implementedOrAbsent(network.call("RevokeExternalConnectivity", endpoint));
                    })),
            twice(
                    "Leave",
                    "network-leave-twice",
                    plugin -> joined(plugin, (network, endpoint) -> {
                        network.call("Leave", endpoint).succeeded();
                        return network.call("Leave", endpoint).succeeded();
                    })),
            unknown("Leave", "network-leave-unknown"),
            changes(
                    "NetworkDriver",
                    "network-leave-frees-endpoint",
                    "An endpoint can be joined again after Leave",
                    "§4.2",
                    plugin -> joined(plugin, (network, endpoint) -> {
                        network.call("Leave", endpoint).succeeded();
                        return network.join(endpoint).succeeded();
                    })));

    private JoinRules() {}

    private static Rule join(String id, String title, Consumer<Part> judge) {
        return changes("NetworkDriver", id, title, "§4.2", plugin -> {
            try (OwnNetwork network = OwnNetwork.create(plugin)) {
                Heard heard = Own.accepted(network.join(network.newJoinable()));
                judge.accept(Part.of(heard));
                return heard.toString();
            }
        });
    }

    private interface Step {
        Heard take(OwnNetwork network, String endpoint) throws IOException;
    }

    private static String joined(Subject plugin, Step step) throws IOException {
        try (OwnNetwork network = OwnNetwork.create(plugin)) {
            String endpoint = network.newJoinable();
            Own.accepted(network.join(endpoint));
            return step.take(network, endpoint).toString();
        }
    }

    private static Heard program(OwnNetwork network, String endpoint) throws IOException {
        return network.call(
                "ProgramExternalConnectivity", Map.of("EndpointID", endpoint, "Options", OwnNetwork.NO_PORTS));
    }

    private static Heard implementedOrAbsent(Heard heard) {
        return heard.status() == 404 ? heard : heard.succeeded();
    }

    /** A driver may bring no interface, or move one itself. */
    private static void judgeInterface(Part answer) {
        Part names = answer.part("InterfaceName")
                .orElseThrow(() -> new NotJudged(answer.heard() + ": it names no interface"));
        boolean source = !names.must(String.class, "SrcName").isEmpty();
        if (source && names.must(String.class, "DstPrefix").isEmpty()) {
            throw names.wrong("DstPrefix", "is empty");
        }
        names.text("DstPrefix");
        names.text("DstName");
    }

    private static void judgeRoute(Part route) {
        Addresses.mustBeCidr(route, "Destination");
        Addresses.plain(route, "NextHop");
        long type = route.maybe(Long.class, "RouteType").orElse(0L);
        if (type != 0 && type != 1) {
            throw route.wrong("RouteType", "is neither 0 nor 1");
        }
        if (type == 0 && route.text("NextHop").isEmpty()) {
            throw route.wrong("NextHop", "is missing in a route of type 0, which goes by it");
        }
    }
}
