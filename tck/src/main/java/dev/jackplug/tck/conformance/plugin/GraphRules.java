package dev.jackplug.tck.conformance.plugin;

import static dev.jackplug.tck.conformance.plugin.Rule.changes;
import static dev.jackplug.tck.conformance.plugin.Rule.reads;

import dev.jackplug.tck.internal.NotJudged;
import dev.jackplug.tck.internal.Violation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What graph drivers must do (protocol §4.6, §8.9). Init is sent only to a store that does not work without. */
final class GraphRules {

    private static final String GRAPH = "GraphDriver";
    private static final long ADDED = 1;

    static final List<Rule> ROWS = List.of(
            reads(
                    GRAPH,
                    "graph-capabilities",
                    "Capabilities answers ReproducesExactDiffs with a boolean, or 404",
                    "§8 #193, §4.6",
                    plugin -> {
                        Heard heard = plugin.call("GraphDriver.Capabilities", "{}");
                        if (heard.status() != 404) {
                            Part.of(Own.accepted(heard))
                                    .part("Capabilities")
                                    .ifPresent(all -> all.flag("ReproducesExactDiffs"));
                        }
                        return heard.toString();
                    }),
            reads(GRAPH, "graph-status", "Status answers pairs of texts", "§4.6", plugin -> {
                Heard heard = Own.accepted(plugin.call("GraphDriver.Status", "{}"));
                return heard.when(
                        heard.list("Status").stream().allMatch(GraphRules::pair), "Status has what is no pair");
            }),
            reads(GRAPH, "graph-exists-unknown", "Exists answers no for a layer that there is not", "§4.6", plugin -> {
                Heard heard = Own.accepted(plugin.call("GraphDriver.Exists", Map.of("ID", Own.id())));
                return heard.when(!Part.of(heard).flag("Exists"), "it does not exist");
            }),
            layer("graph-create", "A layer exists after Create", layer -> {
                Heard heard = layer.call("Exists").succeeded();
                return heard.when(Part.of(heard).flag("Exists"), "it exists");
            }),
            layer("graph-remove", "A layer does not exist any more after Remove", layer -> {
                layer.call("Remove").succeeded();
                Heard heard = layer.call("Exists").succeeded();
                return heard.when(!Part.of(heard).flag("Exists"), "it does not exist any more");
            }),
            layer("graph-get", "Get answers the absolute path of a folder in Dir, and Put succeeds", layer -> {
                Heard heard = layer.call("Get").succeeded();
                layer.call("Put").succeeded();
                return heard.when(Part.of(heard).must(String.class, "Dir").startsWith("/"), "Dir is no absolute path");
            }),
            changes(
                    GRAPH,
                    "graph-get-unknown",
                    "Get of a layer that there is not is a failure",
                    "§8 #92, §4.6",
                    plugin -> plugin.call("GraphDriver.Get", Map.of("ID", Own.id()))
                            .refused()
                            .toString()),
            layer("graph-metadata", "GetMetadata answers texts in Metadata, or none", layer -> {
                Heard heard = layer.call("GetMetadata").succeeded();
                Part.of(heard).texts("Metadata");
                return heard.toString();
            }),
            layer(
                    "graph-apply-diff",
                    "ApplyDiff answers the size of what it unpacked in Size",
                    layer -> size(Own.accepted(layer.fill()))),
            filled("graph-diff", "Diff streams a tar archive with status 200", "§8 #195, §4.6", GraphRules::diff),
            filled(
                    "graph-diff-size",
                    "DiffSize answers the size of a layer in Size",
                    "§4.6",
                    layer -> size(layer.call("DiffSize").succeeded())),
            filled("graph-changes", "Changes answers paths and kinds", "§4.6", GraphRules::changed),
            changes(
                    GRAPH,
                    "graph-init-id-maps",
                    "Init can read id maps with numbers in container_id, host_id and size",
                    "§8 #194, §4.6",
                    GraphRules::readsMaps));

    private GraphRules() {}

    private interface Use {
        String of(OwnLayer layer) throws IOException;
    }

    /** A row about an empty layer. */
    private static Rule layer(String id, String title, Use use) {
        return changes(GRAPH, id, title, "§4.6", plugin -> {
            try (OwnLayer layer = OwnLayer.create(plugin)) {
                return use.of(layer);
            }
        });
    }

    /** A row about a layer with a file. */
    private static Rule filled(String id, String title, String reference, Use use) {
        return changes(GRAPH, id, title, reference, plugin -> {
            try (OwnLayer layer = OwnLayer.filled(plugin)) {
                return use.of(layer);
            }
        });
    }

    /** A driver may have no use for id maps, but must be able to read them. Never sent to a store in use, and sent last. */
    private static String readsMaps(Subject plugin) throws IOException {
        if (!plugin.launched()) {
            throw new NotJudged("would begin a store anew; only with a plugin that the kit runs");
        }
        Path home = Files.createTempDirectory("jp");
        try {
            List<?> maps = List.of(Map.of("container_id", 0, "host_id", 100_000, "size", 65_536));
            Heard heard = OwnLayer.init(plugin, home, maps);
            heard.when(heard.status() != 400, "as if it could not be read");
            return Own.accepted(heard).toString();
        } finally {
            OwnLayer.leave(home);
        }
    }

    private static boolean pair(Object item) {
        return item instanceof List<?> pair && pair.size() == 2 && pair.stream().allMatch(String.class::isInstance);
    }

    private static String size(Heard heard) {
        return heard.when(Part.of(heard).must(Long.class, "Size") > 0, "Size is not that of a file of 5 bytes");
    }

    private static String diff(OwnLayer layer) throws IOException {
        Heard heard = layer.call("Diff");
        heard.when(heard.status() == 200, "not 200");
        try {
            List<String> names = SmallTar.names(heard.body());
            if (names.stream().noneMatch(name -> bare(name).equals(OwnLayer.FILE))) {
                throw new Violation(heard.request() + " -> 200, an archive without " + OwnLayer.FILE + ": " + names);
            }
            return heard.request() + " -> 200, an archive of " + names;
        } catch (IllegalArgumentException e) {
            throw new Violation(heard + ": no tar archive: " + e.getMessage());
        }
    }

    private static String bare(String name) {
        return name.replaceFirst("^[.]?/", "");
    }

    private static String changed(OwnLayer layer) throws IOException {
        Heard heard = layer.call("Changes").succeeded();
        boolean there = false;
        for (Part change : Part.of(heard).parts("Changes")) {
            long kind = change.maybe(Long.class, "Kind").orElse(0L);
            if (kind < 0 || kind > 2) {
                throw change.wrong("Kind", "is neither 0, 1 nor 2");
            }
            there |= change.must(String.class, "Path").equals("/" + OwnLayer.FILE) && kind == ADDED;
        }
        return heard.when(there, "/" + OwnLayer.FILE + " is not there with kind 1");
    }
}
