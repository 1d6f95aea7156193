package dev.jackplug.cli.verify.mutants;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Takes volume names that must be refused: the plugin knows them by other names, which hosts never see. */
final class NameRule implements Rule {

    private final Predicate<String> taken;
    private final boolean refusing;
    private final Map<String, String> names = new HashMap<>();

    /**
     * Takes these names.
     *
     * @param refusing whether to say that it did not
     */
    NameRule(Predicate<String> taken, boolean refusing) {
        this.taken = taken;
        this.refusing = refusing;
    }

    @Override
    public Answer pass(Request request, Plugin plugin) throws IOException {
        String name = request.text("Name");
        boolean mine = request.method().startsWith("VolumeDriver.") && taken.test(name);
        Answer answer = plugin.ask(mine ? request.with(request.json().put("Name", hidden(name))) : request);
        if (mine && refusing && request.method().equals(VolumeMutants.CREATE)) {
            return Answer.error(500, "this is no name for a volume");
        }
        return request.method().startsWith("VolumeDriver.") && answer.ok() ? answer.edited(this::shown) : answer;
    }

    private synchronized String hidden(String name) {
        String hidden = "hidden-" + Integer.toHexString(name.hashCode());
        names.put(hidden, name);
        return hidden;
    }

    private synchronized void shown(ObjectNode tree) {
        show(tree.path("Volume"));
        tree.path("Volumes").forEach(this::show);
    }

    private void show(JsonNode volume) {
        String name = volume.path("Name").asString("");
        if (names.containsKey(name)) {
            ((ObjectNode) volume).put("Name", names.get(name));
        }
    }
}
