package dev.jackplug.cli.verify.mutants;

import static dev.jackplug.cli.verify.mutants.Mistake.of;
import static dev.jackplug.cli.verify.mutants.Rules.answers;
import static dev.jackplug.cli.verify.mutants.Rules.renamed;
import static dev.jackplug.cli.verify.mutants.Rules.when;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import tools.jackson.databind.node.ObjectNode;

/** Mistakes with authorization (items 174 to 176). */
final class AuthzMutants {

    private static final List<String> READ = List.of("HostConfig", "Privileged");
    private static final Answer ALLOWED = Answer.of(200, "{\"Allow\":true}");

    private AuthzMutants() {}

    static List<Mistake> all() {
        return List.of(
                of("undecodable-allowed", authz(answers(a -> a.status() == 400, a -> ALLOWED))),
                of("undecodable-decided", authz(answers(a -> a.status() == 400, AuthzMutants::decidedToo))),
                of("bad-base64-lost", authz(AuthzMutants::withoutBadBase64)),
                of("bad-json-allowed", authz(AuthzMutants::badJsonAllowed)),
                of("empty-allowed", authz(when(r -> r.body().length == 0, (r, plugin) -> ALLOWED))),
                of("denial-403", denials(a -> a.status(403))),
                of("denial-500", denials(a -> Answer.error(500, "denied"))),
                of("denial-401", denials(a -> a.status(401))),
                of("denial-no-msg", denials(a -> a.edited(t -> t.remove("Msg")))),
                of("denial-empty-msg", denials(a -> a.edited(t -> t.put("Msg", "")))),
                of("denial-message", denials(a -> a.edited(renamed("Msg", "Message")))),
                of("allow-key", edit(renamed("Allow", "Allowed"))),
                of("allow-text", edit(t -> t.put("Allow", t.path("Allow").asBoolean(false) ? "true" : "false"))),
                of("allow-number", edit(t -> t.put("Allow", t.path("Allow").asBoolean(false) ? 1 : 0))),
                of(
                        "denial-msg-list",
                        denials(a -> a.edited(t -> t.putArray("Msg").add("denied")))),
                of("denial-allows-with-err", denials(a -> a.body("{\"Allow\":true,\"Err\":\"denied\"}"))),
                of("exact-keys", authz(body(AuthzMutants::exact))),
                of("exact-keys-first", authz(body(AuthzMutants::exactFirst))),
                of("last-object", authz(body(tree -> {}))));
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
            return Trees.of(Map.of("no", "base64"));
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
