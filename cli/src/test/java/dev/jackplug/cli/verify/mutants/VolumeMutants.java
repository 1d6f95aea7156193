package dev.jackplug.cli.verify.mutants;

import static dev.jackplug.cli.verify.mutants.Mutant.Operator.DROP;
import static dev.jackplug.cli.verify.mutants.Mutant.Operator.RENAME;
import static dev.jackplug.cli.verify.mutants.Mutant.Operator.RETYPE;
import static dev.jackplug.cli.verify.mutants.Mutant.Operator.WRONG_ORDER;
import static dev.jackplug.cli.verify.mutants.Mutant.Operator.WRONG_STATUS;
import static dev.jackplug.cli.verify.mutants.Mutant.of;
import static dev.jackplug.cli.verify.mutants.Rules.edit;
import static dev.jackplug.cli.verify.mutants.Rules.failure;
import static dev.jackplug.cli.verify.mutants.Rules.on;
import static dev.jackplug.cli.verify.mutants.Rules.renamed;
import static dev.jackplug.cli.verify.mutants.Rules.saying;
import static dev.jackplug.cli.verify.mutants.Rules.silence;
import static dev.jackplug.cli.verify.mutants.Rules.when;

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

    static List<Mutant> all() {
        return List.of(
                of(122, DROP, "get-no-name", "Get leaves Name out", volume(v -> v.remove("Name"))),
                of(122, DROP, "get-empty-name", "Get answers an empty Name", volume(v -> v.put("Name", ""))),
                of(
                        122,
                        DROP,
                        "create-nothing",
                        "Create makes nothing, so Get does not know it",
                        on(CREATE, saying(Answer.nothing()))),
                of(122, RENAME, "get-key", "the key of Get is Vol", edit(GET, renamed("Volume", "Vol"))),
                of(
                        122,
                        RENAME,
                        "get-name-key",
                        "the key of the name is VolumeName",
                        volume(renamed("Name", "VolumeName"))),
                of(
                        122,
                        RENAME,
                        "get-lower-case",
                        "Get answers the name in lower case",
                        name(n -> n.toLowerCase(Locale.ROOT))),
                of(
                        122,
                        RENAME,
                        "get-prefixed",
                        "Get answers the name behind that of the plugin",
                        name(n -> "mutant/" + n)),
                of(
                        122,
                        RETYPE,
                        "get-list",
                        "Volume is a list of one",
                        edit(
                                GET,
                                t -> t.set(
                                        "Volume", Trees.JSON.createArrayNode().add(t.get("Volume"))))),
                of(
                        122,
                        RETYPE,
                        "get-text",
                        "Volume is the name alone",
                        edit(
                                GET,
                                t -> t.put(
                                        "Volume", t.path("Volume").path("Name").asString()))),
                new Mutant(
                        122,
                        WRONG_ORDER,
                        "get-last-created",
                        "Get answers the name of the volume that was created last",
                        VolumeMutants::namesTheLast),
                of(
                        123,
                        WRONG_STATUS,
                        "unknown-volume-404",
                        "Get of an unknown volume is answered with 404",
                        failure(GET, a -> a.status(404))),
                of(
                        123,
                        DROP,
                        "unknown-volume-null",
                        "Get of an unknown volume succeeds with null",
                        failure(GET, a -> Answer.of(200, "{\"Volume\":null}"))),
                of(
                        123,
                        DROP,
                        "unknown-volume-empty",
                        "Get of an unknown volume succeeds with nothing",
                        failure(GET, a -> Answer.nothing())),
                of(
                        123,
                        DROP,
                        "unknown-volume-no-err",
                        "Get of an unknown volume fails without Err",
                        failure(GET, a -> a.body("{}"))),
                of(
                        123,
                        RENAME,
                        "unknown-volume-error",
                        "Get of an unknown volume fails with Error in place of Err",
                        failure(GET, a -> a.edited(renamed("Err", "Error")))),
                of(123, RETYPE, "unknown-volume-made-up", "Get answers for every name", on(GET, VolumeMutants::madeUp)),
                of(
                        123,
                        WRONG_ORDER,
                        "get-creates",
                        "Get makes the volume that it does not know, and fails",
                        on(GET, VolumeMutants::creates)),
                of(
                        124,
                        WRONG_STATUS,
                        "create-again-500",
                        "a second Create fails",
                        on(CREATE, again(a -> Answer.error(500, "it exists")))),
                of(
                        124,
                        WRONG_STATUS,
                        "create-again-409",
                        "a second Create is a conflict",
                        on(CREATE, again(a -> Answer.error(409, "it exists")))),
                of(
                        124,
                        WRONG_STATUS,
                        "create-again-err-200",
                        "a second Create has Err with status 200",
                        on(CREATE, again(a -> Answer.error(200, "it exists")))),
                of(
                        124,
                        DROP,
                        "create-again-silence",
                        "a second Create closes the connection",
                        on(CREATE, again(a -> null))),
                of(
                        124,
                        DROP,
                        "options-forgotten",
                        "a second Create with options fails, since the first ones are forgotten",
                        when(
                                r -> r.method().equals(CREATE)
                                        && r.json().path("Opts").size() > 0,
                                again(a -> Answer.error(500, "it exists with other options")))),
                new Mutant(
                        129,
                        DROP,
                        "accepts-slash",
                        "names with / are taken",
                        s -> s.rule = new NameRule(n -> n.contains("/"), false)),
                new Mutant(
                        129,
                        DROP,
                        "accepts-dots",
                        "the name .. is taken",
                        s -> s.rule = new NameRule(n -> n.equals(".."), false)),
                new Mutant(
                        129,
                        DROP,
                        "accepts-climbing",
                        "names that begin with ../ are taken",
                        s -> s.rule = new NameRule(n -> n.startsWith("../"), false)),
                new Mutant(
                        129,
                        DROP,
                        "accepts-nul",
                        "names with a zero byte are taken",
                        s -> s.rule = new NameRule(n -> n.indexOf('\0') >= 0, false)),
                new Mutant(
                        129,
                        WRONG_ORDER,
                        "refuses-late",
                        "names with / are refused when the volume is made",
                        s -> s.rule = new NameRule(n -> n.contains("/"), true)),
                of(
                        129,
                        RETYPE,
                        "mends-names",
                        "in names / becomes _",
                        Rules.asking(
                                CREATE,
                                t -> t.put("Name", t.path("Name").asString("").replace('/', '_')))),
                of(
                        129,
                        RETYPE,
                        "cuts-names",
                        "names end at a zero byte",
                        Rules.asking(
                                CREATE,
                                t -> t.put("Name", t.path("Name").asString("").split("\0")[0]))),
                of(130, DROP, "created-empty", "CreatedAt is empty", volume(v -> v.put("CreatedAt", ""))),
                of(
                        130,
                        RETYPE,
                        "created-number",
                        "CreatedAt is a number of seconds",
                        volume(v -> v.put("CreatedAt", 1_700_000_000))),
                of(
                        130,
                        RETYPE,
                        "created-sql",
                        "CreatedAt is without zone",
                        volume(v -> v.put("CreatedAt", "2026-01-02 03:04:05"))),
                of(
                        130,
                        RETYPE,
                        "created-http",
                        "CreatedAt is as in HTTP",
                        volume(v -> v.put("CreatedAt", "Fri, 02 Jan 2026 03:04:05 GMT"))),
                of(130, RETYPE, "created-day", "CreatedAt is a day", volume(v -> v.put("CreatedAt", "2026-01-02"))),
                of(
                        130,
                        RETYPE,
                        "created-empty-in-list",
                        "in List alone CreatedAt is empty",
                        listed(all -> all.forEach(v -> ((ObjectNode) v).put("CreatedAt", "")))),
                of(
                        131,
                        WRONG_STATUS,
                        "list-empty-400",
                        "List takes no empty body",
                        when(r -> r.method().equals(LIST) && r.body().length == 0, saying(Answer.error(400, "empty")))),
                of(
                        131,
                        WRONG_STATUS,
                        "list-object-400",
                        "List takes no {}",
                        when(
                                r -> r.method().equals(LIST) && r.body().length > 0,
                                saying(Answer.error(400, "too much")))),
                of(
                        131,
                        DROP,
                        "list-empty-silence",
                        "an empty body for List closes the connection",
                        when(r -> r.method().equals(LIST) && r.body().length == 0, silence())),
                of(
                        131,
                        DROP,
                        "list-forgets-one",
                        "List leaves the last volume out",
                        listed(all -> all.remove(all.size() - 1))),
                of(131, RENAME, "list-key", "the key of List is Items", edit(LIST, renamed("Volumes", "Items"))),
                of(131, RETYPE, "list-null", "List has null in its list", listed(ArrayNode::addNull)),
                of(
                        131,
                        RETYPE,
                        "list-null-first",
                        "List has null in place of its first volume",
                        listed(all -> all.insertNull(0).remove(1))),
                of(131, RETYPE, "list-names", "List has names alone", edit(LIST, VolumeMutants::namesAlone)),
                of(131, RETYPE, "list-map", "List is an object by name", edit(LIST, VolumeMutants::byName)),
                of(
                        132,
                        WRONG_STATUS,
                        "get-err-200",
                        "failures of Get have status 200",
                        failure(GET, a -> a.status(200))),
                of(
                        132,
                        WRONG_STATUS,
                        "mount-err-200",
                        "failures of Mount have status 200",
                        failure(MOUNT, a -> a.status(200))),
                of(
                        132,
                        WRONG_STATUS,
                        "remove-err-200",
                        "failures of Remove have status 200",
                        failure(REMOVE, a -> a.status(200))),
                of(
                        132,
                        WRONG_STATUS,
                        "create-err-200",
                        "failures of Create have status 200",
                        failure(CREATE, a -> a.status() == 500 ? a.status(200) : a)),
                of(
                        132,
                        WRONG_STATUS,
                        "path-err-200",
                        "failures of Path have status 200",
                        failure("VolumeDriver.Path", a -> a.status(200))),
                of(
                        132,
                        DROP,
                        "mount-unknown-succeeds",
                        "Mount of an unknown volume succeeds with no place",
                        failure(MOUNT, a -> Answer.of(200, "{\"Mountpoint\":\"\"}"))));
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

    private static Answer madeUp(Request request, Rule.Plugin plugin) throws java.io.IOException {
        Answer answer = plugin.ask(request);
        return answer.status() == 500
                ? Answer.ok(Trees.of(Map.of("Volume", Map.of("Name", request.text("Name")))))
                : answer;
    }

    private static Answer creates(Request request, Rule.Plugin plugin) throws java.io.IOException {
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
