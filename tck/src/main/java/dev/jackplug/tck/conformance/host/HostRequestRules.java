package dev.jackplug.tck.conformance.host;

import static dev.jackplug.tck.conformance.host.HostRule.row;

import dev.jackplug.internal.json.Json;
import dev.jackplug.internal.json.JsonException;
import dev.jackplug.protocol.Manifest;
import dev.jackplug.protocol.MediaTypes;
import dev.jackplug.protocol.RawJson;
import dev.jackplug.tck.Received;
import dev.jackplug.tck.internal.NotJudged;
import dev.jackplug.tck.internal.Violation;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What a host says to a plugin in good health (protocol §8.2, §8.3 and §8.5). */
final class HostRequestRules {

    static final List<HostRule> ROWS = List.of(
            row("host-uses-plugin", "The command makes the host use the plugin, and ends well", "§1.2, §2.1", usage -> {
                CommandRun run = usage.first();
                if (run.received().isEmpty()) {
                    throw new Violation(
                            "nothing arrived at the plugin, whose socket is in the folder of sockets: " + run);
                }
                return run.when(
                        any -> run.succeeded() && !run.calls().isEmpty(), "it did not use the plugin to its end");
            }),
            row("host-activates-first", "The first request is the handshake", "§8 #36, §2.1", usage -> {
                Received first = usage.healthy().received().get(0);
                return judged(first, Manifest.ACTIVATE.equals(first.method()), "not the handshake");
            }),
            row("host-activation-is-empty", "The handshake is a POST with an empty body", "§8 #36, §2.1", usage -> {
                Received handshake = handshake(usage);
                return judged(
                        handshake,
                        handshake.requestLine().startsWith("POST ") && handshake.body().length == 0,
                        "no POST, or with a body");
            }),
            row("host-accept", "Accept of the handshake is the media type v1.2", "§8 #37, §2.3", usage -> {
                Received handshake = handshake(usage);
                return judged(
                        handshake,
                        handshake.header("Accept").orElse("").equals(MediaTypes.V1_2),
                        "not " + MediaTypes.V1_2);
            }),
            row(
                    "host-header",
                    "The Host header names a host",
                    "§8 #38, §2.2",
                    usage -> all(
                            usage,
                            request -> request.header("Host").orElse("").matches("[A-Za-z0-9.-]+(:\\d+)?"),
                            "Host is no name of a host, which many servers refuse")),
            row(
                    "host-posts",
                    "Every request is a POST to /Subsystem.Method",
                    "§8 #64, §3.1",
                    usage -> all(
                            usage,
                            request ->
                                    request.requestLine().matches("POST /[A-Za-z]+\\.[A-Za-z]+(\\?\\S*)? HTTP/1\\.1"),
                            "another request line")),
            row(
                    "host-one-json-value",
                    "A body is one JSON value",
                    "§8 #65, §3.1",
                    usage -> all(usage, request -> request.body().length == 0 || isJson(request), "no JSON")),
            row(
                    "host-no-form-type",
                    "No Content-Type that has the plugin's framework take the body for a form",
                    "§2.2",
                    usage -> all(
                            usage,
                            request -> !request.header("Content-Type")
                                    .orElse("")
                                    .matches("(?i).*(form|urlencoded|multipart).*"),
                            "the Content-Type of a form")),
            row(
                    "host-activates-once",
                    "A plugin that shook hands is not asked again",
                    "§8 #39, §2.4",
                    HostRequestRules::once),
            row(
                    "host-volume-first-use",
                    "The first use of a volume asks for it before it is created",
                    "§8 #108, §4.1",
                    usage -> {
                        List<String> methods = methods(usage, "VolumeDriver.Create");
                        int create = methods.indexOf("VolumeDriver.Create");
                        return usage.healthy()
                                .when(
                                        any -> methods.subList(0, create).contains("VolumeDriver.Get"),
                                        "Create without a Get before it");
                    }),
            row("host-volume-mount-id", "Mount and Unmount of one use carry the same ID", "§8 #117, §4.1", usage -> {
                CommandRun run = usage.healthy();
                methods(usage, "VolumeDriver.Unmount");
                List<Object> mounts = ids(run, "VolumeDriver.Mount");
                List<Object> unmounts = ids(run, "VolumeDriver.Unmount");
                return run.when(
                        any -> mounts.stream().noneMatch(""::equals) && mounts.containsAll(unmounts),
                        "Mount with " + mounts + ", Unmount with " + unmounts);
            }));

    private HostRequestRules() {}

    /** Two handshakes on one connection come from one process; others may come from as many. */
    private static String once(Usage usage) {
        CommandRun run = usage.healthy();
        List<Received> handshakes = run.calls(Manifest.ACTIVATE);
        long connections =
                handshakes.stream().map(Received::connection).distinct().count();
        if (connections > 1 && connections == handshakes.size()) {
            throw new NotJudged(
                    connections + " handshakes over as many connections: right if the command is as many processes");
        }
        return run.when(any -> handshakes.size() == 1, "more than one handshake");
    }

    private static Received handshake(Usage usage) {
        return usage.healthy().calls(Manifest.ACTIVATE).stream()
                .findFirst()
                .orElseThrow(() -> new Violation("no handshake: " + usage.healthy()));
    }

    private static String judged(Received request, boolean so, String what) {
        if (!so) {
            throw new Violation(what + ": " + shown(request));
        }
        return shown(request);
    }

    private static String all(Usage usage, Predicate<Received> condition, String what) {
        List<Received> requests = usage.healthy().received();
        requests.forEach(request -> judged(request, condition.test(request), what));
        return requests.size() + " requests, such as " + shown(requests.get(0));
    }

    private static String shown(Received request) {
        String headers = request.headers().stream()
                .map(header -> header.getKey() + ": " + header.getValue())
                .collect(Collectors.joining(", "));
        return request.requestLine() + " (" + headers + ") " + CommandRun.body(request);
    }

    private static boolean isJson(Received request) {
        try {
            String first = Json.read(request.body(), RawJson.class).text();
            return first.startsWith("{") && first.strip().equals(request.text().strip());
        } catch (JsonException e) {
            return false;
        }
    }

    /** The methods that were called, if that one is among them. */
    private static List<String> methods(Usage usage, String needed) {
        List<String> methods =
                usage.healthy().calls().stream().map(Received::method).toList();
        if (!methods.contains(needed)) {
            throw new NotJudged("the command makes no " + needed);
        }
        return methods;
    }

    private static List<Object> ids(CommandRun run, String method) {
        return run.calls(method).stream()
                .map(request -> Json.read(request.body(), Object.class) instanceof Map<?, ?> body
                        ? Objects.requireNonNullElse(body.get("ID"), "")
                        : "")
                .map(Object.class::cast)
                .toList();
    }
}
