package dev.jackplug.tck.conformance.plugin;

import dev.jackplug.internal.json.Json;
import dev.jackplug.internal.json.JsonException;
import dev.jackplug.tck.Answer;
import dev.jackplug.tck.Received;
import dev.jackplug.tck.ScriptedPlugin;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A volume plugin as the protocol wants it, in memory. Tests make it wrong in one place, by an override. */
class RightVolumes {

    /** The volumes, and the uses of each. */
    final Map<String, List<String>> uses = new LinkedHashMap<>();

    /** What a driver says when it refuses. */
    static final class Refusal extends RuntimeException {

        private static final long serialVersionUID = 1;

        Refusal(String text) {
            super(text);
        }
    }

    /** Answers every method of the subsystem, each call after the other. */
    ScriptedPlugin on(ScriptedPlugin plugin) {
        plugin.implementing("VolumeDriver");
        Map<String, Function<Map<?, ?>, Object>> methods = Map.of(
                "Create", this::create,
                "Remove", this::remove,
                "Get", this::get,
                "Path", this::path,
                "Mount", this::mount,
                "Unmount", this::unmount,
                "List", this::list,
                "Capabilities", this::capabilities);
        methods.forEach((verb, method) -> plugin.answering(
                "VolumeDriver." + verb,
                (request, connection) -> answer(request, verb, method).write(request, connection)));
        return plugin;
    }

    private synchronized Answer answer(Received request, String verb, Function<Map<?, ?>, Object> method) {
        try {
            boolean bare = request.body().length == 0 && (verb.equals("List") || verb.equals("Capabilities"));
            Map<?, ?> arguments = bare ? Map.of() : Json.read(request.body(), Map.class);
            return Answer.json(text(method.apply(arguments)));
        } catch (JsonException e) {
            return Answer.status(400, text(Map.of("Err", "undecodable")));
        } catch (Refusal e) {
            return Answer.status(refusal(), text(Map.of("Err", String.valueOf(e.getMessage()))));
        }
    }

    /** The status of what it refuses. */
    int refusal() {
        return 500;
    }

    static String text(Object message) {
        return message instanceof String text ? text : new String(Json.write(message), StandardCharsets.UTF_8);
    }

    static String name(Map<?, ?> arguments) {
        return String.valueOf(arguments.get("Name"));
    }

    /** The uses of the volume that is asked for. */
    List<String> known(Map<?, ?> arguments) {
        List<String> known = uses.get(name(arguments));
        if (known == null) {
            throw new Refusal("no volume " + name(arguments));
        }
        return known;
    }

    Object create(Map<?, ?> arguments) {
        String name = name(arguments);
        if (!(arguments.get("Name") instanceof String)
                || name.equals("..")
                || name.contains("/")
                || name.contains("\0")) {
            throw new Refusal("bad name");
        }
        uses.putIfAbsent(name, new ArrayList<>());
        return Map.of();
    }

    Object remove(Map<?, ?> arguments) {
        if (!known(arguments).isEmpty()) {
            throw new Refusal("mounted");
        }
        uses.remove(name(arguments));
        return Map.of();
    }

    Object get(Map<?, ?> arguments) {
        known(arguments);
        return Map.of("Volume", described(name(arguments)));
    }

    Object list(Map<?, ?> arguments) {
        return Map.of("Volumes", uses.keySet().stream().map(this::described).toList());
    }

    Object described(String name) {
        return Map.of(
                "Name", name, "Mountpoint", "/v/" + name, "CreatedAt", "2026-01-02T03:04:05Z", "Status", Map.of());
    }

    Object path(Map<?, ?> arguments) {
        known(arguments);
        return Map.of("Mountpoint", "/v/" + name(arguments));
    }

    Object mount(Map<?, ?> arguments) {
        known(arguments).add(String.valueOf(arguments.get("ID")));
        return path(arguments);
    }

    Object unmount(Map<?, ?> arguments) {
        known(arguments).remove(String.valueOf(arguments.get("ID")));
        return Map.of();
    }

    Object capabilities(Map<?, ?> arguments) {
        return Map.of("Capabilities", Map.of("Scope", "local"));
    }
}
