package dev.jackplug.tck.conformance.host;

import dev.jackplug.internal.json.Json;
import dev.jackplug.internal.json.JsonException;
import dev.jackplug.protocol.Manifest;
import dev.jackplug.tck.Answer;
import dev.jackplug.tck.Received;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What a plugin in good health answers: volumes that it remembers, and the simplest right answer of other subsystems. */
final class GoodAnswers {

    /** An answer before it is on its way. */
    record Good(int status, String body) {

        Answer answer() {
            return Answer.status(status, body);
        }
    }

    private static final Map<String, String> FIXED = Map.of(
            "VolumeDriver.Capabilities", "{\"Capabilities\":{\"Scope\":\"local\"}}",
            "VolumeDriver.Path", "{\"Mountpoint\":\"/tmp\"}",
            "VolumeDriver.Mount", "{\"Mountpoint\":\"/tmp\"}",
            "VolumeDriver.Unmount", "{}",
            "NetworkDriver.GetCapabilities", "{\"Scope\":\"local\",\"ConnectivityScope\":\"local\"}",
            "NetworkDriver.CreateNetwork", "{}",
            "NetworkDriver.DeleteNetwork", "{}",
            "AuthZPlugin.AuthZReq", "{\"Allow\":true}",
            "AuthZPlugin.AuthZRes", "{\"Allow\":true}");

    private final String manifest;
    private final Set<String> volumes = ConcurrentHashMap.newKeySet();

    GoodAnswers(List<String> subsystems) {
        manifest = json("Implements", subsystems);
    }

    /** The answer to a request; 404 for a method that this plugin does not have. */
    Good to(Received request) {
        String name = name(request);
        return switch (request.method()) {
            case Manifest.ACTIVATE -> new Good(200, manifest);
            case "VolumeDriver.Create" -> {
                volumes.add(name);
                yield new Good(200, "{}");
            }
            case "VolumeDriver.Remove" -> {
                volumes.remove(name);
                yield new Good(200, "{}");
            }
            case "VolumeDriver.Get" ->
                volumes.contains(name)
                        ? new Good(200, json("Volume", described(name)))
                        : new Good(500, json("Err", "no such volume"));
            case "VolumeDriver.List" ->
                new Good(
                        200,
                        json(
                                "Volumes",
                                volumes.stream().map(GoodAnswers::described).toList()));
            default ->
                FIXED.containsKey(request.method())
                        ? new Good(200, FIXED.get(request.method()))
                        : new Good(404, "404 page not found\n");
        };
    }

    private static String name(Received request) {
        try {
            return Json.read(request.body(), Object.class) instanceof Map<?, ?> object
                            && object.get("Name") instanceof String name
                    ? name
                    : "";
        } catch (JsonException e) {
            return ""; // a request without a body, or one that another check is about
        }
    }

    private static Map<String, Object> described(String name) {
        return Map.of("Name", name, "Mountpoint", "/tmp");
    }

    private static String json(String key, Object value) {
        return new String(Json.write(Map.of(key, value)), StandardCharsets.UTF_8).strip();
    }
}
