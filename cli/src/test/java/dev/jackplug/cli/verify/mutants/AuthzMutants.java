package dev.jackplug.cli.verify.mutants;

import static dev.jackplug.cli.verify.mutants.Mutant.Operator.DROP;
import static dev.jackplug.cli.verify.mutants.Mutant.Operator.RENAME;
import static dev.jackplug.cli.verify.mutants.Mutant.Operator.RETYPE;
import static dev.jackplug.cli.verify.mutants.Mutant.Operator.WRONG_ORDER;
import static dev.jackplug.cli.verify.mutants.Mutant.Operator.WRONG_STATUS;
import static dev.jackplug.cli.verify.mutants.Mutant.of;
import static dev.jackplug.cli.verify.mutants.Rules.answers;
import static dev.jackplug.cli.verify.mutants.Rules.renamed;
import static dev.jackplug.cli.verify.mutants.Rules.when;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import tools.jackson.databind.node.ObjectNode;

/** Mistakes with authorization (items 174 to 176). */
final class AuthzMutants {

    private static final List<String> READ = List.of("HostConfig", "Privileged");
    private static final Answer ALLOWED = Answer.of(200, "{\"Allow\":true}");

    private AuthzMutants() {}

    static List<Mutant> all() {
        return List.of(
                of(
                        174,
                        WRONG_STATUS,
                        "undecodable-allowed",
                        "what cannot be read is allowed",
                        authz(answers(a -> a.status() == 400, a -> ALLOWED))),
                of(
                        174,
                        WRONG_ORDER,
                        "undecodable-decided",
                        "after the answer to what cannot be read comes a decision on nothing",
                        authz(answers(a -> a.status() == 400, AuthzMutants::decidedToo))),
                of(
                        174,
                        DROP,
                        "bad-base64-lost",
                        "a body that is no base64 is taken for none",
                        authz(AuthzMutants::withoutBadBase64)),
                of(
                        174,
                        DROP,
                        "bad-json-allowed",
                        "a body that is no JSON is allowed",
                        authz(AuthzMutants::badJsonAllowed)),
                of(
                        174,
                        WRONG_STATUS,
                        "empty-allowed",
                        "an empty request is allowed",
                        authz(when(r -> r.body().length == 0, (r, plugin) -> ALLOWED))),
                of(175, WRONG_STATUS, "denial-403", "a denial has status 403", denials(a -> a.status(403))),
                of(
                        175,
                        WRONG_STATUS,
                        "denial-500",
                        "a denial has status 500 and Err",
                        denials(a -> Answer.error(500, "denied"))),
                of(175, WRONG_STATUS, "denial-401", "a denial has status 401", denials(a -> a.status(401))),
                of(175, DROP, "denial-no-msg", "a denial has no Msg", denials(a -> a.edited(t -> t.remove("Msg")))),
                of(
                        175,
                        DROP,
                        "denial-empty-msg",
                        "a denial has an empty Msg",
                        denials(a -> a.edited(t -> t.put("Msg", "")))),
                of(
                        175,
                        RENAME,
                        "denial-message",
                        "the key of Msg is Message",
                        denials(a -> a.edited(renamed("Msg", "Message")))),
                of(175, RENAME, "allow-key", "the key of Allow is Allowed", edit(renamed("Allow", "Allowed"))),
                of(
                        175,
                        RETYPE,
                        "allow-text",
                        "Allow is a text",
                        edit(t -> t.put("Allow", t.path("Allow").asBoolean(false) ? "true" : "false"))),
                of(
                        175,
                        RETYPE,
                        "allow-number",
                        "Allow is a number",
                        edit(t -> t.put("Allow", t.path("Allow").asBoolean(false) ? 1 : 0))),
                of(
                        175,
                        RETYPE,
                        "denial-msg-list",
                        "Msg is a list",
                        denials(a -> a.edited(t -> t.putArray("Msg").add("denied")))),
                of(
                        175,
                        RETYPE,
                        "denial-allows-with-err",
                        "a denial is Allow true and Err",
                        denials(a -> a.body("{\"Allow\":true,\"Err\":\"denied\"}"))),
                of(
                        176,
                        DROP,
                        "exact-keys",
                        "keys of bodies count in their exact letter case alone",
                        authz(body(AuthzMutants::exact))),
                of(
                        176,
                        DROP,
                        "exact-keys-first",
                        "where a key is there in its exact letter case, others are ignored",
                        authz(body(AuthzMutants::exactFirst))),
                of(
                        176,
                        WRONG_ORDER,
                        "last-object",
                        "of repeated keys the last counts, objects are not merged",
                        authz(body(tree -> {}))));
    }

    private static Rule authz(Rule rule) {
        return when(r -> r.method().startsWith("AuthZPlugin."), rule);
    }

    private static Rule edit(Consumer<ObjectNode> change) {
        return authz(answers(Answer::ok, a -> a.edited(change)));
    }

    private static Rule denials(UnaryOperator<Answer> change) {
        return authz(answers(a -> a.ok() && !a.json().path("Allow").asBoolean(false), change));
    }

    private static Answer decidedToo(Answer refusal) {
        return refusal.body(new String(refusal.body(), StandardCharsets.UTF_8) + "{\"Allow\":true}\n");
    }

    private static Answer withoutBadBase64(Request request, Rule.Plugin plugin) throws IOException {
        Answer answer = plugin.ask(request);
        ObjectNode arguments = request.json();
        boolean bad = answer.status() == 400 && arguments.remove("RequestBody") != null;
        return bad ? plugin.ask(request.with(arguments)) : answer;
    }

    private static Answer badJsonAllowed(Request request, Rule.Plugin plugin) throws IOException {
        Answer answer = plugin.ask(request);
        boolean shown = !request.text("RequestBody").isEmpty();
        return answer.ok() && shown && decoded(request).isEmpty() ? ALLOWED : answer;
    }

    private static ObjectNode decoded(Request request) {
        try {
            return Trees.object(Base64.getDecoder().decode(request.text("RequestBody")));
        } catch (IllegalArgumentException e) {
            return Trees.of(java.util.Map.of("no", "base64"));
        }
    }

    /** Shows the policy the body as a reader of this kind would have it. */
    private static Rule body(Consumer<ObjectNode> reader) {
        return (request, plugin) -> {
            ObjectNode body = decoded(request);
            if (body.isEmpty() || body.has("no")) {
                return plugin.ask(request);
            }
            reader.accept(body);
            ObjectNode arguments = request.json();
            arguments.put("RequestBody", Base64.getEncoder().encodeToString(Trees.bytes(body)));
            if (arguments.path("RequestHeaders") instanceof ObjectNode headers) {
                headers.remove("Content-Length");
            }
            return plugin.ask(request.with(arguments));
        };
    }

    private static void exact(ObjectNode tree) {
        remove(tree, (object, key) -> true);
    }

    private static void exactFirst(ObjectNode tree) {
        remove(tree, (object, key) -> READ.stream().anyMatch(read -> read.equalsIgnoreCase(key) && object.has(read)));
    }

    /** Removes other spellings of what the policy reads. */
    private static void remove(ObjectNode tree, BiPredicate<ObjectNode, String> kind) {
        for (String key : new ArrayList<>(tree.propertyNames())) {
            if (!READ.contains(key) && READ.stream().anyMatch(key::equalsIgnoreCase) && kind.test(tree, key)) {
                tree.remove(key);
            } else if (tree.get(key) instanceof ObjectNode inner) {
                remove(inner, kind);
            }
        }
    }
}
