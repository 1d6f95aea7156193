package dev.jackplug.cli.verify.mutants;

import static dev.jackplug.cli.verify.mutants.Mistake.of;
import static dev.jackplug.cli.verify.mutants.Rules.edit;
import static dev.jackplug.cli.verify.mutants.Rules.on;
import static dev.jackplug.cli.verify.mutants.Rules.renamed;
import static dev.jackplug.cli.verify.mutants.Rules.saying;
import static dev.jackplug.cli.verify.mutants.Rules.silence;
import static dev.jackplug.cli.verify.mutants.Rules.success;
import static dev.jackplug.cli.verify.mutants.Rules.when;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
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

    static List<Mistake> all() {
        return List.of(
                of("scope-capital", edit(CAPABILITIES, t -> t.put("Scope", "Local"))),
                of("scope-upper-case", edit(CAPABILITIES, t -> t.put("Scope", "LOCAL"))),
                of("scope-machine", edit(CAPABILITIES, t -> t.put("Scope", "machine"))),
                of("scope-key", edit(CAPABILITIES, renamed("Scope", "DataScope"))),
                of("scope-none", edit(CAPABILITIES, t -> t.remove("Scope"))),
                of("scope-empty", edit(CAPABILITIES, t -> t.put("Scope", ""))),
                of("scope-null", edit(CAPABILITIES, t -> t.putNull("Scope"))),
                of("scope-list", edit(CAPABILITIES, t -> t.putArray("Scope").add("local"))),
                of("scope-nested", success(CAPABILITIES, a -> a.body("{\"Capabilities\":{\"Scope\":\"local\"}}"))),
                of("scope-500", on(CAPABILITIES, saying(UNKNOWN))),
                of("scope-404", on(CAPABILITIES, saying(UNKNOWN.status(404)))),
                of("endpoint-echo", echo("Address")),
                of("endpoint-echo-mac", echo("MacAddress")),
                of("endpoint-echo-v6", echo("AddressIPv6")),
                of("endpoint-own", on(CREATE_ENDPOINT, NetworkMutants::own)),
                of("endpoint-text", edit(CREATE_ENDPOINT, t -> t.put("Interface", "mutant0"))),
                knowing("leave-500", LEAVE, UNKNOWN),
                knowing("leave-404", LEAVE, UNKNOWN.status(404)),
                knowing("delete-endpoint-500", DELETE_ENDPOINT, UNKNOWN),
                knowing("delete-endpoint-404", DELETE_ENDPOINT, UNKNOWN.status(404)),
                knowing("delete-network-500", DELETE_NETWORK, UNKNOWN),
                knowing("delete-network-404", DELETE_NETWORK, UNKNOWN.status(404)),
                knowing("delete-network-silence", DELETE_NETWORK, null),
                twice("leave-twice-silence", LEAVE, null),
                twice("leave-twice", LEAVE, UNKNOWN),
                twice("delete-endpoint-twice", DELETE_ENDPOINT, UNKNOWN),
                twice("delete-network-twice", DELETE_NETWORK, UNKNOWN),
                of("program-500", on(PROGRAM, saying(Answer.error(500, "not implemented")))),
                of("program-501", on(PROGRAM, saying(Answer.error(501, "not implemented")))),
                of("program-err-200", on(PROGRAM, saying(Answer.error(200, "not implemented")))),
                of("revoke-500", on(REVOKE, saying(Answer.error(500, "not implemented")))),
                of("revoke-405", on(REVOKE, saying(Answer.error(405, "not implemented")))),
                of("program-silence", on(PROGRAM, silence())));
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
    private static Mistake knowing(String name, String method, @Nullable Answer answer) {
        return new Mistake(name, setup -> {
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
    private static Mistake twice(String name, String method, @Nullable Answer answer) {
        return new Mistake(name, setup -> {
            Set<String> done = ConcurrentHashMap.newKeySet();
            setup.rule = when(
                    request ->
                            request.method().equals(method) && !subject(request).isEmpty(),
                    (request, plugin) -> done.add(subject(request)) ? plugin.ask(request) : answer);
        });
    }
}
