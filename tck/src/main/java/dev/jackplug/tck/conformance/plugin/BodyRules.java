package dev.jackplug.tck.conformance.plugin;

import static dev.jackplug.tck.conformance.plugin.Rule.changes;
import static dev.jackplug.tck.conformance.plugin.Rule.reads;

import dev.jackplug.protocol.Manifest;
import dev.jackplug.tck.internal.NotJudged;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What every plugin's server must make of the bodies of requests, and how it answers (protocol §8.4). */
final class BodyRules {

    private static final String CUT = "{\"Name\":\"jackplug-verify";

    static final List<Rule> ROWS = List.of(
            reads(
                    "",
                    "chunked-body",
                    "A body may come in chunks",
                    "§8 #87, §2.2",
                    plugin -> ServerRules.likeOrdinary(
                            plugin, "in one chunk", sample -> new String[] {chunked(sample.method(), sample.json())})),
            reads(
                    "",
                    "chunked-in-pieces",
                    "A body may come in several chunks",
                    "§8 #87, §2.2",
                    plugin -> ServerRules.likeOrdinary(plugin, "in chunks", sample ->
                            new String[] {chunked(sample.method(), sample.json().split("(?<=:)"))})),
            reads(
                    "",
                    "undecodable-body",
                    "A body that ends inside its JSON text is answered with 400",
                    "§8 #90, §5.1",
                    plugin -> refused(plugin, CUT)),
            reads(
                    "",
                    "not-json",
                    "A body that is no JSON is answered with 400",
                    "§8 #90, §5.1",
                    plugin -> refused(plugin, "Name=jackplug-verify")),
            reads(
                    "",
                    "empty-body",
                    "An empty body on a method with arguments is answered with 400",
                    "§8 #91, W-01",
                    plugin -> refused(plugin, "")),
            reads(
                    "",
                    "list-for-object",
                    "A list in place of the arguments is no success",
                    "§3.6, §5.1",
                    BodyRules::listForObject),
            changes(
                    "",
                    "undecodable-everywhere",
                    "Every method with arguments answers an undecodable body with 400",
                    "§8 #90, §5.1",
                    plugin -> refusedEverywhere(plugin, CUT)),
            changes(
                    "",
                    "empty-body-everywhere",
                    "Every method with arguments answers an empty body with 400",
                    "§8 #91, W-01",
                    plugin -> refusedEverywhere(plugin, "")),
            reads("", "unknown-keys", "Keys that it does not know are ignored", "§8 #95, §3.6", BodyRules::unknownKeys),
            reads(
                    "",
                    "success-form",
                    "A success is status 200 with exactly one JSON object",
                    "§8 #93, §5.1",
                    BodyRules::successes),
            reads(
                    "",
                    "failure-form",
                    "A failure is status 500 with a text in Err",
                    "§8 #92, §4.0",
                    BodyRules::failures));

    private BodyRules() {}

    private static String chunked(String method, String... chunks) {
        StringBuilder body = new StringBuilder(Sample.head(method, "Transfer-Encoding: chunked"));
        for (String chunk : chunks) {
            body.append(Integer.toHexString(chunk.length()))
                    .append("\r\n")
                    .append(chunk)
                    .append("\r\n");
        }
        return body.append("0\r\n\r\n").toString();
    }

    private static String refused(Subject plugin, String body) throws IOException {
        List<String> evidence = new ArrayList<>();
        for (Sample sample : Sample.asking(plugin)) {
            Heard heard = plugin.call(sample.method(), body);
            evidence.add(heard.when(heard.status() == 400, "not 400"));
        }
        return String.join("; ", evidence);
    }

    /** A method that is not there answers 404, whatever the body; whether it must be there is for others to judge. */
    private static String refusedEverywhere(Subject plugin, String body) throws IOException {
        List<String> methods = Sample.methodsWithArguments(plugin);
        if (methods.isEmpty()) {
            throw new NotJudged("none of its subsystems has a method with arguments");
        }
        for (String method : methods) {
            Heard heard = plugin.call(method, body);
            heard.when(heard.status() == 400 || heard.status() == 404, "not 400");
        }
        return methods.size() + " methods with \"" + body + "\" -> 400";
    }

    private static String listForObject(Subject plugin) throws IOException {
        List<String> evidence = new ArrayList<>();
        for (Sample sample : Sample.asking(plugin)) {
            Heard heard = plugin.call(sample.method(), "[]");
            evidence.add(heard.when(heard.status() >= 400 && heard.status() != 404, "no failure"));
        }
        return String.join("; ", evidence);
    }

    private static String unknownKeys(Subject plugin) throws IOException {
        List<String> evidence = new ArrayList<>();
        for (Sample sample : Sample.asking(plugin)) {
            Map<String, Object> more = new LinkedHashMap<>(sample.arguments());
            more.put("JackplugVerify", Map.of("Unknown", List.of(1, true)));
            Heard ordinary = plugin.call(sample.method(), sample.json());
            evidence.add(ServerRules.alike(ordinary, plugin.call(sample.method(), more), sample));
        }
        return String.join("; ", evidence);
    }

    private static String successes(Subject plugin) throws IOException {
        List<String> evidence = new ArrayList<>();
        evidence.add(plugin.call(Manifest.ACTIVATE, "").succeeded().toString());
        for (Sample sample : Sample.reading(plugin)) {
            evidence.add(plugin.call(sample.method(), sample.json()).answered().toString());
        }
        return String.join("; ", evidence);
    }

    /** Those of the samples that name what no plugin knows, and that this plugin does not put up with. */
    private static String failures(Subject plugin) throws IOException {
        List<String> evidence = new ArrayList<>();
        for (Sample sample : Sample.asking(plugin)) {
            Heard heard = plugin.call(sample.method(), sample.json());
            if (heard.status() != 200 || !heard.error().isEmpty()) {
                evidence.add(heard.failed().when(heard.status() == 500, "not 500"));
            }
        }
        if (evidence.isEmpty()) {
            throw new NotJudged("none of the requests that change nothing is refused by this plugin");
        }
        return String.join("; ", evidence);
    }
}
