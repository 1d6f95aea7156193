package dev.jackplug.tck.conformance.plugin;

import static dev.jackplug.tck.conformance.plugin.Rule.changes;
import static dev.jackplug.tck.conformance.plugin.Rule.reads;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** What is judged by everything that the plugin answered in this run (protocol §8.4). */
final class AfterRules {

    private static final Pattern MEDIA_TYPE =
            Pattern.compile("application/vnd\\.docker\\.plugins\\.v1(\\.\\d+)?\\+json");

    /** Success, a request that cannot be read, a method that there is not, a failure. */
    private static final Set<Integer> STATUSES = Set.of(200, 400, 404, 500);

    static final List<Rule> ROWS = List.of(
            reads(
                    "",
                    "content-type",
                    "The Content-Type of answers is a media type of Docker plugins",
                    "§8 #94, §5.1",
                    plugin -> none(
                            plugin,
                            heard -> (heard.status() == 200 || heard.status() == 500)
                                    && heard.holdsObject()
                                    && !typed(heard),
                            "not such a type")),
            reads(
                    "",
                    "failure-not-200",
                    "No failure is answered with status 200, which podman takes for a success",
                    "§8 #92 #132, W-47",
                    plugin -> none(
                            plugin,
                            heard -> heard.status() == 200
                                    && heard.holdsObject()
                                    && !heard.error().isEmpty(),
                            "an error")),
            reads(
                    "",
                    "statuses",
                    "Answers have status 200, 400, 404 or 500",
                    "§8 #92 #93, §5.1",
                    plugin -> none(plugin, heard -> !STATUSES.contains(heard.status()), "another status")),
            changes(
                    "",
                    "idle-keep-alive",
                    "An idle connection is kept for more than 30 s",
                    "§8 #96, §3.4",
                    plugin -> plugin.idle().asksAgain().succeeded().toString()));

    private AfterRules() {}

    private static String none(Subject plugin, Predicate<Heard> wrong, String what) {
        List<Heard> heard = plugin.heard();
        heard.stream().filter(wrong).findFirst().ifPresent(first -> {
            throw first.violation(what + " (Content-Type \"" + first.contentType() + "\")");
        });
        return heard.size() + " answers";
    }

    private static boolean typed(Heard heard) {
        String bare = heard.contentType().split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return MEDIA_TYPE.matcher(bare).matches();
    }
}
