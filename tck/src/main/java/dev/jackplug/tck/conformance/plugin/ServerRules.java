package dev.jackplug.tck.conformance.plugin;

import static dev.jackplug.tck.conformance.plugin.Rule.reads;

import dev.jackplug.protocol.Manifest;
import dev.jackplug.protocol.MediaTypes;
import dev.jackplug.protocol.Subsystem;
import dev.jackplug.tck.internal.NotJudged;
import dev.jackplug.tck.internal.Violation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** What every plugin's server must do with connections, heads of requests and names (protocol §8.4). */
final class ServerRules {

    private static final int MANY = 64;

    static final Rule ACTIVATES = reads(
            "",
            "activates",
            "Activate is answered with status 200 and a list of subsystems",
            "§8 #84, §2.1",
            plugin -> {
                Heard heard = plugin.call(Manifest.ACTIVATE, "").succeeded();
                return heard.when(
                        !heard.list("Implements").isEmpty()
                                && heard.list("Implements").stream().allMatch(String.class::isInstance),
                        "no list of subsystems");
            });

    static final List<Rule> ROWS = List.of(
            reads(
                    "",
                    "activates-exact-words",
                    "Subsystems are spelled in the letter case that hosts look for",
                    "§8 #84, §2.1",
                    ServerRules::spelling),
            reads(
                    "",
                    "activates-all",
                    "Activate names every subsystem that the plugin answers for",
                    "§8 #84, §5.1",
                    ServerRules::hidesNothing),
            reads("", "activates-constant", "Activate names the same subsystems each time", "§5.1", plugin -> {
                Heard heard = plugin.call(Manifest.ACTIVATE, "");
                return heard.when(
                        Set.copyOf(heard.list("Implements")).equals(Set.copyOf(plugin.implemented())), "others before");
            }),
            reads("", "host-empty", "An empty Host header is accepted", "§8 #85, §2.2", plugin -> host(plugin, "")),
            reads("", "host-any", "Any Host header is accepted", "§2.2, §5.1", plugin -> host(plugin, "plugin")),
            reads(
                    "",
                    "no-type-no-accept",
                    "A request without Content-Type and without Accept is accepted",
                    "§8 #86, §2.2",
                    ServerRules::untyped),
            reads(
                    "",
                    "podman-headers",
                    "A request with the headers of podman is accepted",
                    "§2.2",
                    plugin -> likeOrdinary(plugin, "as podman sends it", sample ->
                            new String[] {sample.bytes("Content-Type: " + MediaTypes.V1_1)})),
            reads("", "byte-by-byte", "A request may come byte by byte", "§8 #88, §5.1", ServerRules::byteByByte),
            reads(
                    "",
                    "keeps-alive",
                    "A connection takes several requests",
                    "§8 #88, §5.1",
                    ServerRules::severalPerConnection),
            reads(
                    "",
                    "requests-in-one-piece",
                    "Several requests may come in one piece",
                    "§8 #88, §5.1",
                    ServerRules::severalAtOnce),
            reads("", "unknown-path", "A path that it does not know is answered with 404", "§8 #89, §5.1", plugin -> {
                Heard heard = plugin.call("Jackplug.NoSuchMethod", "{}");
                return heard.when(heard.status() == 404, "not 404");
            }),
            reads(
                    "",
                    "unknown-method",
                    "A method that its subsystem does not have is answered with 404",
                    "§8 #89, §4.0",
                    ServerRules::unknownMethod),
            reads(
                    "",
                    "concurrent-requests",
                    "64 hosts are served at once, each on a connection that stays open",
                    "§8 #97, §5.1",
                    plugin -> {
                        String evidence = Crowd.of(MANY).ask(plugin);
                        if (plugin.settings().full()) {
                            plugin.idle();
                        }
                        return evidence;
                    }));

    private ServerRules() {}

    private static String spelling(Subject plugin) throws IOException {
        for (String word : plugin.implemented()) {
            List<String> words = Sample.SUBSYSTEMS.stream().map(Subsystem::name).toList();
            if (!words.contains(word) && words.stream().anyMatch(word::equalsIgnoreCase)) {
                throw new Violation("Implements names " + word + ", which no host looks for");
            }
        }
        return "Implements names " + plugin.implemented();
    }

    private static String hidesNothing(Subject plugin) throws IOException {
        Set<String> asked = new HashSet<>();
        for (Sample sign : Sample.signs()) {
            if (!plugin.implemented().contains(sign.subsystem().name())) {
                Heard heard = plugin.call(sign.method(), sign.json());
                if (heard.status() == 200 && heard.value(sign.sign()) != null) {
                    throw heard.violation(
                            "Activate does not name " + sign.subsystem().name());
                }
                asked.add(sign.method());
            }
        }
        return "no answer to " + asked;
    }

    private static String host(Subject plugin, String host) throws IOException {
        String head = "POST /" + Manifest.ACTIVATE + " HTTP/1.1\r\nHost: " + host + "\r\nContent-Length: 0\r\n\r\n";
        return plugin.raw("POST /Plugin.Activate with \"Host: " + host + "\"", head)
                .succeeded()
                .toString();
    }

    /** A request with arguments in an unusual form is answered as the same request in the usual form. */
    static String likeOrdinary(Subject plugin, String how, Form form) throws IOException {
        List<String> evidence = new ArrayList<>();
        for (Sample sample : Sample.asking(plugin)) {
            Heard ordinary = plugin.call(sample.method(), sample.json());
            Heard unusual = plugin.raw(Talk.line(sample.method(), sample.json()) + " " + how, form.of(sample));
            evidence.add(alike(ordinary, unusual, sample));
        }
        return String.join("; ", evidence);
    }

    /** Hosts leave the type out as well, so this is judged by what the plugin answers when everything is there. */
    private static String untyped(Subject plugin) throws IOException {
        List<String> evidence = new ArrayList<>();
        for (Sample sample : Sample.asking(plugin)) {
            String line = Talk.line(sample.method(), sample.json());
            Heard full = plugin.raw(
                    line + " with Content-Type and Accept",
                    sample.bytes("Content-Type: " + MediaTypes.V1_1, "Accept: " + MediaTypes.V1_2));
            Heard bare = plugin.raw(line + " without Content-Type and Accept", sample.bytes());
            evidence.add(alike(full, bare, sample));
        }
        return String.join("; ", evidence);
    }

    /** Another call between the bytes gives the server time to meet the first ones alone. */
    private static String byteByByte(Subject plugin) throws IOException {
        List<String> evidence = new ArrayList<>();
        for (Sample sample : Sample.asking(plugin)) {
            Heard ordinary = plugin.call(sample.method(), sample.json());
            String bytes = sample.bytes();
            int middle = bytes.length() / 2;
            try (Talk talk = plugin.open()) {
                talk.begin(bytes.substring(0, middle));
                plugin.call(Manifest.ACTIVATE, "").succeeded();
                String line = Talk.line(sample.method(), sample.json()) + " byte by byte";
                Heard slow = talk.raw(line, bytes.substring(middle).split(""));
                evidence.add(alike(ordinary, slow, sample));
            }
        }
        return String.join("; ", evidence);
    }

    /** The bytes of a request, in pieces. */
    interface Form {
        String[] of(Sample sample);
    }

    /** The two answers are of one kind, and an error that names what was asked for does so in both. */
    static String alike(Heard ordinary, Heard other, Sample sample) {
        boolean named = sample.arguments().values().stream()
                .map(String::valueOf)
                .filter(value -> !value.isEmpty())
                .allMatch(value ->
                        !ordinary.text().contains(value) || other.text().contains(value));
        boolean same =
                sample.sign().isEmpty() || Objects.equals(ordinary.value(sample.sign()), other.value(sample.sign()));
        return other.when(other.status() == ordinary.status() && named && same, "while ordinarily " + ordinary);
    }

    private static String severalPerConnection(Subject plugin) throws IOException {
        try (Talk talk = plugin.open()) {
            Heard first = talk.call(Manifest.ACTIVATE, "").succeeded();
            for (int i = 0; i < 3; i++) {
                if (!talk.reusable()) {
                    throw new NotJudged("it closes the connection after each answer, and says so");
                }
                talk.call(Manifest.ACTIVATE, "").succeeded();
            }
            return first + ", 4 times on one connection";
        }
    }

    private static String severalAtOnce(Subject plugin) throws IOException {
        try (Talk talk = plugin.open()) {
            talk.call(Manifest.ACTIVATE, "").succeeded();
            if (!talk.reusable()) {
                throw new NotJudged("it closes the connection after each answer, and says so");
            }
            String request = Sample.head(Manifest.ACTIVATE, "Content-Length: 0");
            talk.raw("POST /Plugin.Activate twice in one piece", request + request)
                    .succeeded();
            return talk.raw("the second of two POST /Plugin.Activate in one piece")
                    .succeeded()
                    .toString();
        }
    }

    private static String unknownMethod(Subject plugin) throws IOException {
        List<String> evidence = new ArrayList<>();
        for (Subsystem<?> subsystem : Sample.SUBSYSTEMS) {
            if (plugin.implemented().contains(subsystem.name())) {
                String prefix = subsystem.methods().get(0).name().split("\\.", 2)[0];
                Heard heard = plugin.call(prefix + ".NoSuchMethod", "{}");
                evidence.add(heard.when(heard.status() == 404, "not 404"));
            }
        }
        return String.join("; ", evidence);
    }
}
