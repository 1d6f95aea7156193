package dev.jackplug.cli.verify.mutants;

import static dev.jackplug.cli.verify.mutants.Mistake.of;
import static dev.jackplug.cli.verify.mutants.Rules.edit;
import static dev.jackplug.cli.verify.mutants.Rules.failure;
import static dev.jackplug.cli.verify.mutants.Rules.on;
import static dev.jackplug.cli.verify.mutants.Rules.renamed;
import static dev.jackplug.cli.verify.mutants.Rules.saying;
import static dev.jackplug.cli.verify.mutants.Rules.silence;
import static dev.jackplug.cli.verify.mutants.Rules.when;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Mistakes with volumes as such: what they are called, what is told of them (items 122 to 124, 129 to 132). */
final class VolumeMutants {

    static final String CREATE = "VolumeDriver.Create";
    static final String REMOVE = "VolumeDriver.Remove";
    static final String MOUNT = "VolumeDriver.Mount";
    static final String UNMOUNT = "VolumeDriver.Unmount";
    private static final String GET = "VolumeDriver.Get";
    private static final String LIST = "VolumeDriver.List";

    private VolumeMutants() {}

    static List<Mistake> all() {
        return List.of(
                of("get-no-name", volume(v -> v.remove("Name"))),
                of("get-empty-name", volume(v -> v.put("Name", ""))),
                of("create-nothing", on(CREATE, saying(Answer.nothing()))),
                of("get-key", edit(GET, renamed("Volume", "Vol"))),
                of("get-name-key", volume(renamed("Name", "VolumeName"))),
                of("get-lower-case", name(n -> n.toLowerCase(Locale.ROOT))),
                of("get-prefixed", name(n -> "mutant/" + n)),
                of(
                        "get-list",
                        edit(
                                GET,
                                t -> t.set(
                                        "Volume", Trees.JSON.createArrayNode().add(t.get("Volume"))))),
                of(
                        "get-text",
                        edit(
                                GET,
                                t -> t.put(
                                        "Volume", t.path("Volume").path("Name").asString()))),
                new Mistake("get-last-created", VolumeMutants::namesTheLast),
                of("unknown-volume-404", failure(GET, a -> a.status(404))),
                of("unknown-volume-null", failure(GET, a -> Answer.of(200, "{\"Volume\":null}"))),
                of("unknown-volume-empty", failure(GET, a -> Answer.nothing())),
                of("unknown-volume-no-err", failure(GET, a -> a.body("{}"))),
                of("unknown-volume-error", failure(GET, a -> a.edited(renamed("Err", "Error")))),
                of("unknown-volume-made-up", on(GET, VolumeMutants::madeUp)),
                of("get-creates", on(GET, VolumeMutants::creates)),
                of("create-again-500", on(CREATE, again(a -> Answer.error(500, "it exists")))),
                of("create-again-409", on(CREATE, again(a -> Answer.error(409, "it exists")))),
                of("create-again-err-200", on(CREATE, again(a -> Answer.error(200, "it exists")))),
                of("create-again-silence", on(CREATE, again(a -> null))),
                of(
                        "options-forgotten",
                        when(
                                r -> r.method().equals(CREATE)
                                        && r.json().path("Opts").size() > 0,
                                again(a -> Answer.error(500, "it exists with other options")))),
                new Mistake("accepts-slash", s -> s.rule = new NameRule(n -> n.contains("/"), false)),
                new Mistake("accepts-dots", s -> s.rule = new NameRule(n -> n.equals(".."), false)),
                new Mistake("accepts-climbing", s -> s.rule = new NameRule(n -> n.startsWith("../"), false)),
                new Mistake("accepts-nul", s -> s.rule = new NameRule(n -> n.indexOf('\0') >= 0, false)),
                new Mistake("refuses-late", s -> s.rule = new NameRule(n -> n.contains("/"), true)),
                of(
                        "mends-names",
                        Rules.asking(
                                CREATE,
                                t -> t.put("Name", t.path("Name").asString("").replace('/', '_')))),
                of(
                        "cuts-names",
                        Rules.asking(
                                CREATE,
                                t -> t.put("Name", t.path("Name").asString("").split("\0")[0]))),
                of("created-empty", volume(v -> v.put("CreatedAt", ""))),
                of("created-number", volume(v -> v.put("CreatedAt", 1_700_000_000))),
                of("created-sql", volume(v -> v.put("CreatedAt", "2026-01-02 03:04:05"))),
                of("created-http", volume(v -> v.put("CreatedAt", "Fri, 02 Jan 2026 03:04:05 GMT"))),
                of("created-day", volume(v -> v.put("CreatedAt", "2026-01-02"))),
                of("created-empty-in-list", listed(all -> all.forEach(v -> ((ObjectNode) v).put("CreatedAt", "")))),
                of(
                        "list-empty-400",
                        when(r -> r.method().equals(LIST) && r.body().length == 0, saying(Answer.error(400, "empty")))),
                of(
                        "list-object-400",
                        when(
                                r -> r.method().equals(LIST) && r.body().length > 0,
                                saying(Answer.error(400, "too much")))),
                of("list-empty-silence", when(r -> r.method().equals(LIST) && r.body().length == 0, silence())),
                of("list-forgets-one", listed(all -> all.remove(all.size() - 1))),
                of("list-key", edit(LIST, renamed("Volumes", "Items"))),
                of("list-null", listed(ArrayNode::addNull)),
                of("list-null-first", listed(all -> all.insertNull(0).remove(1))),
                of("list-names", edit(LIST, VolumeMutants::namesAlone)),
                of("list-map", edit(LIST, VolumeMutants::byName)),
                of("get-err-200", failure(GET, a -> a.status(200))),
                of("mount-err-200", failure(MOUNT, a -> a.status(200))),
                of("remove-err-200", failure(REMOVE, a -> a.status(200))),
                of("create-err-200", failure(CREATE, a -> a.status() == 500 ? a.status(200) : a)),
                of("path-err-200", failure("VolumeDriver.Path", a -> a.status(200))),
                of("mount-unknown-succeeds", failure(MOUNT, a -> Answer.of(200, "{\"Mountpoint\":\"\"}"))));
    }

    private static Rule volume(Consumer<ObjectNode> change) {
        return edit(GET, tree -> change.accept((ObjectNode) tree.get("Volume")));
    }

    private static Rule name(UnaryOperator<String> change) {
        return volume(v -> v.put("Name", change.apply(v.path("Name").asString())));
    }

    private static Rule listed(Consumer<ArrayNode> change) {
        return edit(LIST, tree -> {
            ArrayNode all = tree.withArray("Volumes");
            if (!all.isEmpty()) {
                change.accept(all);
            }
        });
    }

    private static void namesAlone(ObjectNode tree) {
        ArrayNode names = Trees.JSON.createArrayNode();
        tree.path("Volumes").forEach(v -> names.add(v.path("Name")));
        tree.set("Volumes", names);
    }

    private static void byName(ObjectNode tree) {
        ObjectNode map = Trees.JSON.createObjectNode();
        for (JsonNode volume : tree.path("Volumes")) {
            map.set(volume.path("Name").asString(), volume);
        }
        tree.set("Volumes", map);
    }

    private static void namesTheLast(Setup setup) {
        AtomicReference<String> last = new AtomicReference<>("");
        setup.rule = (request, plugin) -> {
            Answer answer = plugin.ask(request);
            if (request.method().equals(CREATE)) {
                last.set(request.text("Name"));
            }
            return request.method().equals(GET) && answer.ok() && !last.get().isEmpty()
                    ? answer.edited(t -> ((ObjectNode) t.get("Volume")).put("Name", last.get()))
                    : answer;
        };
    }

    private static Answer madeUp(Request request, Rule.Plugin plugin) throws IOException {
        Answer answer = plugin.ask(request);
        return answer.status() == 500
                ? Answer.ok(Trees.of(Map.of("Volume", Map.of("Name", request.text("Name")))))
                : answer;
    }

    private static Answer creates(Request request, Rule.Plugin plugin) throws IOException {
        Answer answer = plugin.ask(request);
        if (answer.status() == 500) {
            plugin.ask(Request.of(CREATE, Map.of("Name", request.text("Name"))));
        }
        return answer;
    }

    /** For a Create of what exists. */
    private static Rule again(UnaryOperator<Answer> change) {
        return (request, plugin) -> {
            boolean exists = plugin.ask(Request.of(GET, Map.of("Name", request.text("Name"))))
                    .ok();
            Answer answer = plugin.ask(request);
            return exists ? change.apply(answer) : answer;
        };
    }
}
