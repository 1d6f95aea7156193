package dev.jackplug.cli.verify.mutants;

import static dev.jackplug.cli.verify.mutants.Mistake.of;
import static dev.jackplug.cli.verify.mutants.Rules.answers;
import static dev.jackplug.cli.verify.mutants.Rules.on;
import static dev.jackplug.cli.verify.mutants.Rules.renamed;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Mistakes with what is in requests and answers, whatever the method (items 90 to 95). */
final class BodyMutants {

    private static final Pattern NAME = Pattern.compile("\"Name\"\\s*:\\s*\"?([A-Za-z0-9_.-]+)");

    private BodyMutants() {}

    static List<Mistake> all() {
        return List.of(
                of("undecodable-500", unread(a -> a.status(500))),
                of("undecodable-200", unread(a -> a.status(200))),
                of("undecodable-422", unread(a -> a.status(422))),
                of("undecodable-silence", unread(a -> null)),
                of("numbers-are-names", on("VolumeDriver.Create", (r, plugin) -> plugin.ask(named(r)))),
                of("acts-on-halves", on("VolumeDriver.Create", BodyMutants::actsOnHalves)),
                of("empty-200", empty(a -> Answer.nothing())),
                of("empty-500", empty(a -> a.status(500))),
                of("empty-404", empty(a -> a.status(404))),
                of("empty-silence", empty(a -> null)),
                of(
                        "empty-is-object",
                        (r, plugin) -> plugin.ask(r.body().length == 0 ? r.with(new byte[] {'{', '}'}) : r)),
                new Mistake("empty-repeats", BodyMutants::repeats),
                of("failure-200", failures(a -> a.status(200))),
                of("failure-404", failures(a -> a.status(404))),
                of("failure-400", failures(a -> a.status(400))),
                of("failure-503", failures(a -> a.status(503))),
                of("failure-empty-text", failures(a -> a.edited(t -> t.put("Err", "")))),
                of("failure-no-err", failures(a -> a.body("{}"))),
                of("failure-empty", failures(a -> a.body(""))),
                of("failure-silence", failures(a -> null)),
                of("failure-message", failures(a -> a.edited(renamed("Err", "message")))),
                of(
                        "failure-object",
                        failures(a -> a.edited(t -> t.putObject("Err").put("Text", "failed")))),
                of("failure-plain", failures(a -> a.body("it failed\n"))),
                of("success-201", successes(a -> a.status(201))),
                of("success-204", successes(a -> a.json().isEmpty() ? a.status(204) : a)),
                of("success-202", successes(a -> a.status(202))),
                of("success-empty", successes(a -> a.json().isEmpty() ? a.body("") : a)),
                of("success-null", successes(a -> a.json().isEmpty() ? a.body("null") : a)),
                of("success-list", successes(a -> a.body("[" + text(a) + "]"))),
                of("success-ok", successes(a -> a.json().isEmpty() ? a.body("OK") : a)),
                of("success-twice", successes(a -> a.body(text(a) + text(a)))),
                of("success-mark", successes(a -> a.body("\uFEFF" + text(a)))),
                of("type-none", answers(a -> true, a -> a.type(""))),
                of("type-plain", answers(a -> true, a -> a.type("text/plain; charset=utf-8"))),
                of("type-html", failures(a -> a.type("text/html"))),
                of("type-json", answers(a -> true, a -> a.type("application/json"))),
                of("extra-400", extra(r -> Answer.error(400, "unknown key"))),
                of("extra-500", extra(r -> Answer.error(500, "unknown key"))),
                of("extra-ignored", extra(r -> Answer.nothing())));
    }

    private static String text(Answer answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    private static Rule unread(UnaryOperator<Answer> change) {
        return Rules.when(r -> r.body().length > 0, answers(a -> a.status() == 400, change));
    }

    private static Rule empty(UnaryOperator<Answer> change) {
        return Rules.when(r -> r.body().length == 0, answers(a -> a.status() == 400, change));
    }

    private static Rule failures(UnaryOperator<Answer> change) {
        return answers(a -> a.status() == 500, change);
    }

    private static Rule successes(UnaryOperator<Answer> change) {
        return Rules.when(r -> !r.method().equals("Plugin.Activate"), answers(Answer::ok, change));
    }

    /** Two methods suffice to have keys that are unknown: what they take is short. */
    private static Rule extra(Function<Request, Answer> answer) {
        Map<String, Set<String>> known = Map.of(
                "VolumeDriver.Create", Set.of("Name", "Opts"),
                "VolumeDriver.Get", Set.of("Name"),
                "VolumeDriver.Mount", Set.of("Name", "ID"),
                "NetworkDriver.DeleteNetwork", Set.of("NetworkID"),
                "IpamDriver.ReleasePool", Set.of("PoolID"),
                "SecretProvider.GetSecret", Set.of("SecretName"));
        return Rules.when(
                r -> known.containsKey(r.method())
                        && !known.get(r.method()).containsAll(r.json().propertyNames()),
                (r, plugin) -> answer.apply(r));
    }

    private static Request named(Request request) {
        return request.json().path("Name").isNumber()
                ? request.with(
                        request.json().put("Name", request.json().get("Name").asString()))
                : request;
    }

    private static Answer actsOnHalves(Request request, Rule.Plugin plugin) throws IOException {
        Answer answer = plugin.ask(request);
        Matcher name = NAME.matcher(new String(request.body(), StandardCharsets.UTF_8));
        if (answer.status() == 400 && name.find()) {
            plugin.ask(Request.of("VolumeDriver.Create", Map.of("Name", name.group(1))));
        }
        return answer;
    }

    private static void repeats(Setup setup) {
        Map<String, Request> last = new ConcurrentHashMap<>();
        setup.rule = (request, plugin) -> {
            if (request.body().length > 0) {
                last.put(request.method(), request);
            } else if (last.containsKey(request.method())) {
                plugin.ask(last.get(request.method()));
            }
            return plugin.ask(request);
        };
    }
}
