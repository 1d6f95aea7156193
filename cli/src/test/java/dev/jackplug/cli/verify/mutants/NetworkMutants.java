package dev.jackplug.cli.verify.mutants;

import static dev.jackplug.cli.verify.mutants.Mutant.Operator.DROP;
import static dev.jackplug.cli.verify.mutants.Mutant.Operator.RENAME;
import static dev.jackplug.cli.verify.mutants.Mutant.Operator.RETYPE;
import static dev.jackplug.cli.verify.mutants.Mutant.Operator.WRONG_ORDER;
import static dev.jackplug.cli.verify.mutants.Mutant.Operator.WRONG_STATUS;
import static dev.jackplug.cli.verify.mutants.Mutant.of;
import static dev.jackplug.cli.verify.mutants.Rules.edit;
import static dev.jackplug.cli.verify.mutants.Rules.on;
import static dev.jackplug.cli.verify.mutants.Rules.renamed;
import static dev.jackplug.cli.verify.mutants.Rules.saying;
import static dev.jackplug.cli.verify.mutants.Rules.silence;
import static dev.jackplug.cli.verify.mutants.Rules.success;
import static dev.jackplug.cli.verify.mutants.Rules.when;

import dev.jackplug.cli.verify.mutants.Mutant.Operator;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.node.ObjectNode;

/** Mistakes with networks (items 149 to 152). */
final class NetworkMutants {

    private static final String CAPABILITIES = "NetworkDriver.GetCapabilities";
    private static final String CREATE_ENDPOINT = "NetworkDriver.CreateEndpoint";
    private static final String DELETE_NETWORK = "NetworkDriver.DeleteNetwork";
    private static final String DELETE_ENDPOINT = "NetworkDriver.DeleteEndpoint";
    private static final String LEAVE = "NetworkDriver.Leave";
    private static final String PROGRAM = "NetworkDriver.ProgramExternalConnectivity";
    private static final String REVOKE = "NetworkDriver.RevokeExternalConnectivity";
    private static final Answer UNKNOWN = Answer.error(500, "no such thing");

    private NetworkMutants() {}

    static List<Mutant> all() {
        return List.of(
                of(149, RENAME, "scope-capital", "Scope is Local", edit(CAPABILITIES, t -> t.put("Scope", "Local"))),
                of(149, RENAME, "scope-upper-case", "Scope is LOCAL", edit(CAPABILITIES, t -> t.put("Scope", "LOCAL"))),
                of(
                        149,
                        RENAME,
                        "scope-machine",
                        "Scope is machine",
                        edit(CAPABILITIES, t -> t.put("Scope", "machine"))),
                of(
                        149,
                        RENAME,
                        "scope-key",
                        "the key of Scope is DataScope",
                        edit(CAPABILITIES, renamed("Scope", "DataScope"))),
                of(149, DROP, "scope-none", "there is no Scope", edit(CAPABILITIES, t -> t.remove("Scope"))),
                of(149, DROP, "scope-empty", "Scope is empty", edit(CAPABILITIES, t -> t.put("Scope", ""))),
                of(149, DROP, "scope-null", "Scope is null", edit(CAPABILITIES, t -> t.putNull("Scope"))),
                of(
                        149,
                        RETYPE,
                        "scope-list",
                        "Scope is a list",
                        edit(CAPABILITIES, t -> t.putArray("Scope").add("local"))),
                of(
                        149,
                        RETYPE,
                        "scope-nested",
                        "Scope is inside of Capabilities, as volumes have it",
                        success(CAPABILITIES, a -> a.body("{\"Capabilities\":{\"Scope\":\"local\"}}"))),
                of(149, WRONG_STATUS, "scope-500", "GetCapabilities fails", on(CAPABILITIES, saying(UNKNOWN))),
                of(
                        149,
                        WRONG_STATUS,
                        "scope-404",
                        "there is no GetCapabilities",
                        on(CAPABILITIES, saying(UNKNOWN.status(404)))),
                of(
                        150,
                        RETYPE,
                        "endpoint-echo",
                        "CreateEndpoint answers the address that it was given",
                        echo("Address")),
                of(
                        150,
                        RETYPE,
                        "endpoint-echo-mac",
                        "CreateEndpoint answers the MAC address that it was given",
                        echo("MacAddress")),
                of(
                        150,
                        RETYPE,
                        "endpoint-echo-v6",
                        "CreateEndpoint answers the IPv6 address that it was given",
                        echo("AddressIPv6")),
                of(
                        150,
                        WRONG_ORDER,
                        "endpoint-own",
                        "CreateEndpoint answers an address of its own in place of the one that it was given",
                        on(CREATE_ENDPOINT, NetworkMutants::own)),
                of(
                        150,
                        RETYPE,
                        "endpoint-text",
                        "Interface is a text",
                        edit(CREATE_ENDPOINT, t -> t.put("Interface", "mutant0"))),
                knowing(151, WRONG_STATUS, "leave-500", "Leave of an unknown endpoint fails", LEAVE, UNKNOWN),
                knowing(
                        151,
                        WRONG_STATUS,
                        "leave-404",
                        "Leave of an unknown endpoint is answered with 404",
                        LEAVE,
                        UNKNOWN.status(404)),
                knowing(
                        151,
                        WRONG_STATUS,
                        "delete-endpoint-500",
                        "DeleteEndpoint of an unknown endpoint fails",
                        DELETE_ENDPOINT,
                        UNKNOWN),
                knowing(
                        151,
                        WRONG_STATUS,
                        "delete-endpoint-404",
                        "DeleteEndpoint of an unknown endpoint is answered with 404",
                        DELETE_ENDPOINT,
                        UNKNOWN.status(404)),
                knowing(
                        151,
                        WRONG_STATUS,
                        "delete-network-500",
                        "DeleteNetwork of an unknown network fails",
                        DELETE_NETWORK,
                        UNKNOWN),
                knowing(
                        151,
                        WRONG_STATUS,
                        "delete-network-404",
                        "DeleteNetwork of an unknown network is answered with 404",
                        DELETE_NETWORK,
                        UNKNOWN.status(404)),
                knowing(
                        151,
                        DROP,
                        "delete-network-silence",
                        "DeleteNetwork of an unknown network closes the connection",
                        DELETE_NETWORK,
                        null),
                twice(DROP, "leave-twice-silence", "a second Leave closes the connection", LEAVE, null),
                twice(WRONG_STATUS, "leave-twice", "a second Leave fails", LEAVE, UNKNOWN),
                twice(WRONG_STATUS, "delete-endpoint-twice", "a second DeleteEndpoint fails", DELETE_ENDPOINT, UNKNOWN),
                twice(WRONG_STATUS, "delete-network-twice", "a second DeleteNetwork fails", DELETE_NETWORK, UNKNOWN),
                of(
                        152,
                        WRONG_STATUS,
                        "program-500",
                        "ProgramExternalConnectivity is not there, and answers 500",
                        on(PROGRAM, saying(Answer.error(500, "not implemented")))),
                of(
                        152,
                        WRONG_STATUS,
                        "program-501",
                        "ProgramExternalConnectivity is not there, and answers 501",
                        on(PROGRAM, saying(Answer.error(501, "not implemented")))),
                of(
                        152,
                        WRONG_STATUS,
                        "program-err-200",
                        "ProgramExternalConnectivity is not there, and has Err with status 200",
                        on(PROGRAM, saying(Answer.error(200, "not implemented")))),
                of(
                        152,
                        WRONG_STATUS,
                        "revoke-500",
                        "RevokeExternalConnectivity is not there, and answers 500",
                        on(REVOKE, saying(Answer.error(500, "not implemented")))),
                of(
                        152,
                        WRONG_STATUS,
                        "revoke-405",
                        "RevokeExternalConnectivity is not there, and answers 405",
                        on(REVOKE, saying(Answer.error(405, "not implemented")))),
                of(
                        152,
                        DROP,
                        "program-silence",
                        "ProgramExternalConnectivity is not there, and closes the connection",
                        on(PROGRAM, silence())));
    }

    private static Rule echo(String key) {
        return on(CREATE_ENDPOINT, (request, plugin) -> {
            String given = request.json().path("Interface").path(key).asString("");
            Answer answer = plugin.ask(request);
            return answer.ok() && !given.isEmpty() ? answer.edited(t -> iface(t).put(key, given)) : answer;
        });
    }

    private static Answer own(Request request, Rule.Plugin plugin) throws IOException {
        Answer answer = plugin.ask(request);
        boolean given =
                !request.json().path("Interface").path("Address").asString("").isEmpty();
        return answer.ok() && given ? answer.edited(t -> iface(t).put("Address", "10.99.0.7/24")) : answer;
    }

    private static ObjectNode iface(ObjectNode tree) {
        return tree.path("Interface") instanceof ObjectNode there ? there : tree.putObject("Interface");
    }

    private static String subject(Request request) {
        String endpoint = request.text("EndpointID");
        return endpoint.isEmpty() ? request.text("NetworkID") : endpoint;
    }

    /** Answers so for what was never created. */
    private static Mutant knowing(
            int item,
            Operator operator,
            String name,
            String wrong,
            String method,
            @org.jspecify.annotations.Nullable Answer answer) {
        return new Mutant(item, operator, name, wrong, setup -> {
            Set<String> known = ConcurrentHashMap.newKeySet();
            setup.rule = (request, plugin) -> {
                if (request.method().matches("NetworkDriver\\.Create.*")) {
                    known.add(subject(request));
                }
                boolean stranger = request.method().equals(method)
                        && !subject(request).isEmpty()
                        && !known.contains(subject(request));
                return stranger ? answer : plugin.ask(request);
            };
        });
    }

    /** Answers so for what was done before. */
    private static Mutant twice(
            Operator operator,
            String name,
            String wrong,
            String method,
            @org.jspecify.annotations.Nullable Answer answer) {
        return new Mutant(151, operator, name, wrong, setup -> {
            Set<String> done = ConcurrentHashMap.newKeySet();
            setup.rule = when(
                    request ->
                            request.method().equals(method) && !subject(request).isEmpty(),
                    (request, plugin) -> done.add(subject(request)) ? plugin.ask(request) : answer);
        });
    }
}
