package dev.jackplug.cli.verify.mutants;

import static dev.jackplug.cli.verify.mutants.Mutant.Operator.DROP;
import static dev.jackplug.cli.verify.mutants.Mutant.Operator.RENAME;
import static dev.jackplug.cli.verify.mutants.Mutant.Operator.RETYPE;
import static dev.jackplug.cli.verify.mutants.Mutant.Operator.WRONG_ORDER;
import static dev.jackplug.cli.verify.mutants.Mutant.Operator.WRONG_STATUS;
import static dev.jackplug.cli.verify.mutants.Mutant.of;
import static dev.jackplug.cli.verify.mutants.Rules.answers;
import static dev.jackplug.cli.verify.mutants.Rules.on;
import static dev.jackplug.cli.verify.mutants.Rules.renamed;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Mistakes with what is in requests and answers, whatever the method (items 90 to 95). */
final class BodyMutants {

    private static final Pattern NAME = Pattern.compile("\"Name\"\\s*:\\s*\"?([A-Za-z0-9_.-]+)");

    private BodyMutants() {}

    static List<Mutant> all() {
        return List.of(
                of(
                        90,
                        WRONG_STATUS,
                        "undecodable-500",
                        "what cannot be read is answered with 500",
                        unread(a -> a.status(500))),
                of(
                        90,
                        WRONG_STATUS,
                        "undecodable-200",
                        "what cannot be read is answered with 200",
                        unread(a -> a.status(200))),
                of(
                        90,
                        WRONG_STATUS,
                        "undecodable-422",
                        "what cannot be read is answered with 422",
                        unread(a -> a.status(422))),
                of(90, DROP, "undecodable-silence", "what cannot be read closes the connection", unread(a -> null)),
                of(
                        90,
                        RETYPE,
                        "numbers-are-names",
                        "a number is taken for a text",
                        on("VolumeDriver.Create", (r, plugin) -> plugin.ask(named(r)))),
                of(
                        90,
                        WRONG_ORDER,
                        "acts-on-halves",
                        "a broken Create makes the volume, then answers 400",
                        on("VolumeDriver.Create", BodyMutants::actsOnHalves)),
                of(91, WRONG_STATUS, "empty-200", "an empty body is answered with 200", empty(a -> Answer.nothing())),
                of(91, WRONG_STATUS, "empty-500", "an empty body is answered with 500", empty(a -> a.status(500))),
                of(91, WRONG_STATUS, "empty-404", "an empty body is answered with 404", empty(a -> a.status(404))),
                of(91, DROP, "empty-silence", "an empty body closes the connection", empty(a -> null)),
                of(
                        91,
                        RETYPE,
                        "empty-is-object",
                        "an empty body is taken for {}",
                        (r, plugin) -> plugin.ask(r.body().length == 0 ? r.with(new byte[] {'{', '}'}) : r)),
                new Mutant(
                        91,
                        WRONG_ORDER,
                        "empty-repeats",
                        "an empty body repeats the last call of its method, then answers 400",
                        BodyMutants::repeats),
                of(92, WRONG_STATUS, "failure-200", "failures have status 200", failures(a -> a.status(200))),
                of(92, WRONG_STATUS, "failure-404", "failures have status 404", failures(a -> a.status(404))),
                of(92, WRONG_STATUS, "failure-400", "failures have status 400", failures(a -> a.status(400))),
                of(92, WRONG_STATUS, "failure-503", "failures have status 503", failures(a -> a.status(503))),
                of(
                        92,
                        DROP,
                        "failure-empty-text",
                        "failures have an empty text",
                        failures(a -> a.edited(t -> t.put("Err", "")))),
                of(92, DROP, "failure-no-err", "failures have no text", failures(a -> a.body("{}"))),
                of(92, DROP, "failure-empty", "failures have no body", failures(a -> a.body(""))),
                of(92, DROP, "failure-silence", "failures close the connection", failures(a -> null)),
                of(
                        92,
                        RENAME,
                        "failure-message",
                        "the text of failures is at message",
                        failures(a -> a.edited(renamed("Err", "message")))),
                of(
                        92,
                        RETYPE,
                        "failure-object",
                        "the text of failures is in an object",
                        failures(a -> a.edited(t -> t.putObject("Err").put("Text", "failed")))),
                of(92, RETYPE, "failure-plain", "failures are plain text", failures(a -> a.body("it failed\n"))),
                of(93, WRONG_STATUS, "success-201", "success has status 201", successes(a -> a.status(201))),
                of(
                        93,
                        WRONG_STATUS,
                        "success-204",
                        "success has status 204 and no body where there is nothing to say",
                        successes(a -> a.json().isEmpty() ? a.status(204) : a)),
                of(93, WRONG_STATUS, "success-202", "success has status 202", successes(a -> a.status(202))),
                of(
                        93,
                        DROP,
                        "success-empty",
                        "success has no body where there is nothing to say",
                        successes(a -> a.json().isEmpty() ? a.body("") : a)),
                of(
                        93,
                        RETYPE,
                        "success-null",
                        "success is null where there is nothing to say",
                        successes(a -> a.json().isEmpty() ? a.body("null") : a)),
                of(93, RETYPE, "success-list", "success is in a list", successes(a -> a.body("[" + text(a) + "]"))),
                of(
                        93,
                        RETYPE,
                        "success-ok",
                        "success is the word OK where there is nothing to say",
                        successes(a -> a.json().isEmpty() ? a.body("OK") : a)),
                of(93, RETYPE, "success-twice", "success is there twice", successes(a -> a.body(text(a) + text(a)))),
                of(
                        93,
                        RETYPE,
                        "success-mark",
                        "success begins with a byte order mark",
                        successes(a -> a.body("\uFEFF" + text(a)))),
                of(94, DROP, "type-none", "answers have no Content-Type", answers(a -> true, a -> a.type(""))),
                of(
                        94,
                        RETYPE,
                        "type-plain",
                        "answers are text/plain",
                        answers(a -> true, a -> a.type("text/plain; charset=utf-8"))),
                of(94, RETYPE, "type-html", "failures are text/html", failures(a -> a.type("text/html"))),
                of(
                        94,
                        RENAME,
                        "type-json",
                        "answers are application/json",
                        answers(a -> true, a -> a.type("application/json"))),
                of(
                        95,
                        WRONG_STATUS,
                        "extra-400",
                        "an unknown key is answered with 400",
                        extra(r -> Answer.error(400, "unknown key"))),
                of(
                        95,
                        WRONG_STATUS,
                        "extra-500",
                        "an unknown key is answered with 500",
                        extra(r -> Answer.error(500, "unknown key"))),
                of(
                        95,
                        DROP,
                        "extra-ignored",
                        "an unknown key makes a request that does nothing",
                        extra(r -> Answer.nothing())));
    }

    private static String text(Answer answer) {
        return new String(answer.body(), java.nio.charset.StandardCharsets.UTF_8);
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
    private static Rule extra(java.util.function.Function<Request, Answer> answer) {
        Map<String, java.util.Set<String>> known = Map.of(
                "VolumeDriver.Create", java.util.Set.of("Name", "Opts"),
                "VolumeDriver.Get", java.util.Set.of("Name"),
                "VolumeDriver.Mount", java.util.Set.of("Name", "ID"),
                "NetworkDriver.DeleteNetwork", java.util.Set.of("NetworkID"),
                "IpamDriver.ReleasePool", java.util.Set.of("PoolID"),
                "SecretProvider.GetSecret", java.util.Set.of("SecretName"));
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

    private static Answer actsOnHalves(Request request, Rule.Plugin plugin) throws java.io.IOException {
        Answer answer = plugin.ask(request);
        Matcher name = NAME.matcher(new String(request.body(), java.nio.charset.StandardCharsets.UTF_8));
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
