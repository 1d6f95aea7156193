package dev.jackplug.cli.trace;

import dev.jackplug.cli.trace.Call.Part;
import dev.jackplug.internal.json.Json;
import dev.jackplug.internal.json.JsonException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The form of a recording: a JSON object a line. Of those that others made, the calls alone are read. */
public final class Recording {

    private Recording() {}

    /** The first line. */
    public static Map<String, Object> head(String plugin) {
        Map<String, Object> line = line("meta");
        line.put("format", 1L);
        line.put("scenario", "trace");
        line.put("about", "jackplug trace " + plugin);
        line.put("began", Instant.now().toString());
        return line;
    }

    /** A line that tells what happened beside the calls. */
    public static Map<String, Object> note(double seconds, String text) {
        Map<String, Object> line = line("note");
        line.put("t", seconds);
        line.put("text", text);
        return line;
    }

    /** A line of a call. */
    public static Map<String, Object> line(String plugin, Call call) {
        Map<String, Object> line = line("http");
        line.put("seq", call.sequence());
        line.put("plugin", plugin);
        line.put("c", (long) call.connection());
        line.put("n", (long) call.number());
        line.put("reused", call.number() > 1);
        line.put("t0", call.begun());
        line.put("t1", call.asked());
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("line", call.request().line());
        line.put("req", fill(request, call.request()));
        line.put("resp", answer(call.answer()));
        line.put("t2", call.ended());
        return line;
    }

    private static Map<String, Object> line(String kind) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("kind", kind);
        return line;
    }

    private static @Nullable Object answer(@Nullable Part answer) {
        if (answer == null) {
            return null;
        }
        Map<String, Object> response = new LinkedHashMap<>();
        response.put("status", (long) answer.status());
        response.put("reason", answer.line());
        return fill(response, answer);
    }

    private static Map<String, Object> fill(Map<String, Object> object, Part part) {
        object.put("headers", part.headers());
        object.put("framing", part.framing());
        object.put("body", part.body());
        if (!part.whole()) {
            object.put("body_len", part.length());
            object.put("body_cut", true);
        }
        return object;
    }

    /**
     * Reads the calls of a recording in the order in which they were made.
     *
     * @throws IllegalArgumentException if it cannot be read, or is none
     */
    public static List<Call> read(Path file) {
        List<Call> calls = new ArrayList<>();
        int number = 0;
        try {
            for (String line : Files.readAllLines(file)) {
                number++;
                if (Json.read(line.getBytes(StandardCharsets.UTF_8), Object.class) instanceof Map<?, ?> record
                        && record.get("req") instanceof Map<?, ?> request
                        && !"http-pending".equals(record.get("kind"))) {
                    calls.add(call(calls.size() + 1.0, record, request));
                }
            }
        } catch (IOException e) {
            throw new IllegalArgumentException("the recording cannot be read: " + e, e);
        } catch (JsonException | ClassCastException e) {
            throw new IllegalArgumentException(
                    file + ", line " + number + " is no line of a recording: " + e.getMessage(), e);
        }
        calls.sort(Comparator.comparingDouble(Call::begun));
        return calls;
    }

    private static Call call(double place, Map<?, ?> record, Map<?, ?> request) {
        Part answer = record.get("resp") instanceof Map<?, ?> response ? part(response) : null;
        return new Call(
                (long) number(record, "seq", place),
                (int) number(record, "c", 1),
                (int) number(record, "n", place),
                number(record, "t0", place),
                number(record, "t1", place),
                number(record, "t2", place),
                part(request),
                answer);
    }

    private static Part part(Map<?, ?> object) {
        String body = text(object, "body");
        boolean whole = object.get("body") instanceof String
                && !object.containsKey("body_cut")
                && !object.containsKey("raw")
                && !object.containsKey("stream_bytes");
        return new Part(
                text(object, object.containsKey("line") ? "line" : "reason"),
                (int) number(object, "status", 0),
                headers(object.get("headers")),
                text(object, "framing"),
                whole ? body : "",
                (long) number(object, "body_len", number(object, "stream_bytes", body.length())),
                whole);
    }

    private static List<List<String>> headers(@Nullable Object value) {
        List<List<String>> headers = new ArrayList<>();
        if (value instanceof List<?> pairs) {
            pairs.forEach(pair -> headers.add(
                    ((List<?>) pair).stream().map(word -> (String) word).toList()));
        }
        return headers;
    }

    private static String text(Map<?, ?> object, String key) {
        return object.get(key) instanceof String text ? text : "";
    }

    private static double number(Map<?, ?> object, String key, double otherwise) {
        return object.get(key) instanceof Number number ? number.doubleValue() : otherwise;
    }
}
