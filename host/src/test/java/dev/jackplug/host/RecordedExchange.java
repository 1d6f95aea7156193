package dev.jackplug.host;

import dev.jackplug.internal.json.Json;
import dev.jackplug.protocol.DriverException;
import dev.jackplug.protocol.MethodNotImplementedException;
import dev.jackplug.protocol.PluginException;
import dev.jackplug.protocol.ProtocolException;
import dev.jackplug.protocol.volume.CreateRequest;
import dev.jackplug.protocol.volume.GetRequest;
import dev.jackplug.protocol.volume.MountRequest;
import dev.jackplug.protocol.volume.RemoveRequest;
import dev.jackplug.protocol.volume.UnmountRequest;
import dev.jackplug.protocol.volume.VolumeDriver;
import dev.jackplug.tck.ScriptedPlugin;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** One exchange between a real host and a plugin, as it was recorded. */
record RecordedExchange(Map<?, ?> line) {

    static final String LOST = "an empty body: moby's retry lost it (W-01)";
    private static final List<Object> ZEROS = List.of("", 0L, false, Map.of(), List.of(), "0001-01-01T00:00:00Z");

    static final String REDIRECTED = "a List with the body of a Create: moby followed a redirect (W-09)";

    static List<RecordedExchange> all() throws IOException {
        return all("volume");
    }

    /** The recorded traffic of one subsystem: a file of {@code tck}'s transcripts. */
    static List<RecordedExchange> all(String subsystem) throws IOException {
        String file = "/transcripts/" + subsystem + ".jsonl";
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(ScriptedPlugin.class.getResourceAsStream(file)), StandardCharsets.UTF_8))) {
            return in.lines()
                    .map(line -> new RecordedExchange((Map<?, ?>) parsed(line)))
                    .toList();
        }
    }

    String host() {
        return (String) line.get("host");
    }

    long times() {
        return (Long) line.get("times");
    }

    String place() {
        return line.get("file") + " #" + line.get("seq");
    }

    private Map<?, ?> request() {
        return (Map<?, ?>) line.get("req");
    }

    private Map<?, ?> response() {
        return line.get("resp") instanceof Map<?, ?> response ? response : Map.of();
    }

    String requestLine() {
        return (String) request().get("line");
    }

    String method() {
        return requestLine().replaceAll("POST /([^\\s?]+)\\S* HTTP/1.1", "$1");
    }

    String framing() {
        return (String) request().get("framing");
    }

    /** Whether the recording plugin was told what to answer. */
    boolean told() {
        return line.containsKey("behaviour");
    }

    /** Whether the recorder kept the beginning of the body alone. */
    boolean cut() {
        return request().containsKey("body_cut") || response().containsKey("body_cut");
    }

    String body() {
        return request().get("body") instanceof String body ? body : "";
    }

    /** The request as the host sent it, byte by byte. */
    String raw() {
        StringBuilder raw = new StringBuilder(requestLine()).append("\r\n");
        for (Object header : (List<?>) request().get("headers")) {
            List<?> pair = (List<?>) header;
            raw.append(pair.get(0)).append(": ").append(pair.get(1)).append("\r\n");
        }
        return raw.append("\r\n").append(body()).toString();
    }

    /** The body without its zero values. */
    Object sentBody() {
        return withoutZeros(parsed(body()));
    }

    /** Why the typed driver cannot be made to send this; empty when it can. */
    String leftOut() {
        if (body().isEmpty() && !method().endsWith(".List")) {
            return LOST;
        }
        return method().endsWith(".List") && body().contains("Name") ? REDIRECTED : "";
    }

    /** Whether a whole, ordinary answer was recorded. */
    boolean answered() {
        return response().get("status") instanceof Long && !response().containsKey("raw");
    }

    int status() {
        return ((Long) response().get("status")).intValue();
    }

    String answer() {
        return response().get("body") instanceof String body ? body : "";
    }

    /** The error by protocol §3.5; null for success. */
    Class<? extends PluginException> expectedEnd() {
        if (status() == 404) {
            return method().endsWith(".Capabilities") ? null : MethodNotImplementedException.class;
        }
        if (status() != 200) {
            return status() < 300 ? ProtocolException.class : DriverException.class;
        }
        if (!answer().strip().startsWith("{")) {
            return answer().strip().equals("null") ? null : ProtocolException.class;
        }
        if (answer().contains("\"CreatedAt\": \"not a time\"")) {
            return ProtocolException.class;
        }
        boolean failed = ((Map<?, ?>) parsed(answer()))
                .entrySet().stream()
                        .anyMatch(one -> "err".equalsIgnoreCase((String) one.getKey())
                                && one.getValue() instanceof String text
                                && !text.isEmpty());
        return failed ? DriverException.class : null;
    }

    /** Makes the driver do the same call. */
    void call(VolumeDriver driver) {
        byte[] json = body().getBytes(StandardCharsets.UTF_8);
        switch (method()) {
            case "VolumeDriver.Create" -> driver.create(Json.read(json, CreateRequest.class));
            case "VolumeDriver.Remove" -> driver.remove(Json.read(json, RemoveRequest.class));
            case "VolumeDriver.Mount" -> driver.mount(Json.read(json, MountRequest.class));
            case "VolumeDriver.Unmount" -> driver.unmount(Json.read(json, UnmountRequest.class));
            case "VolumeDriver.Get" -> driver.get(Json.read(json, GetRequest.class));
            case "VolumeDriver.List" -> driver.list();
            case "VolumeDriver.Capabilities" -> driver.capabilities();
            default -> throw new AssertionError("a method nobody knows: " + method());
        }
    }

    static Object parsed(String json) {
        return json.isEmpty() ? Map.of() : Json.read(json.getBytes(StandardCharsets.UTF_8), Object.class);
    }

    /** Null, absent, {@code {}}, {@code []}, {@code ""}, 0, false and Go's zero time mean the same. */
    static Object withoutZeros(Object value) {
        if (value instanceof List<?> list) {
            return list.stream().map(RecordedExchange::withoutZeros).toList();
        }
        if (!(value instanceof Map<?, ?> map)) {
            return value;
        }
        Map<Object, Object> kept = new LinkedHashMap<>();
        map.forEach((key, one) -> {
            Object inner = withoutZeros(one);
            if (inner != null && !ZEROS.contains(inner)) {
                kept.put(key, inner);
            }
        });
        return kept;
    }
}
