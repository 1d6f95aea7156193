package dev.jackplug.tck.conformance;

import dev.jackplug.internal.json.Json;
import dev.jackplug.internal.json.JsonException;
import dev.jackplug.protocol.Printable;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request and what the plugin answered.
 *
 * @param request the request as evidence shows it, such as {@code POST /VolumeDriver.List {}}
 * @param contentType empty when the plugin named none
 */
record Heard(String request, int status, String contentType, byte[] body) {

    private static final int SHOWN = 300;

    /** The evidence: the request, and the beginning of the answer. */
    @Override
    public String toString() {
        return request + " -> " + status + " " + text();
    }

    private String text() {
        String text = new String(body, StandardCharsets.UTF_8).strip();
        return Printable.of(text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text);
    }

    /** The object that the plugin answered; a violation if it answered something else. */
    Map<?, ?> object() {
        try {
            if (Json.read(body, Object.class) instanceof Map<?, ?> object) {
                return object;
            }
            throw new Violation(this + ": no JSON object");
        } catch (JsonException e) {
            throw new Violation(this + ": no JSON");
        }
    }

    /** The value of a key, whatever its letter case, as hosts read it; null when it is missing or null. */
    @Nullable
    Object value(String key) {
        return valueIn(object(), key);
    }

    static @Nullable Object valueIn(Map<?, ?> object, String key) {
        Object found = null;
        for (Map.Entry<?, ?> entry : object.entrySet()) {
            if (key.equalsIgnoreCase((String) entry.getKey()) && entry.getValue() != null) {
                found = entry.getValue();
            }
        }
        return found;
    }

    /** The error text; empty when there is none. */
    String error() {
        return value("Err") instanceof String text ? text : "";
    }

    /** A list of objects under a key; empty when it is missing or null. */
    List<?> list(String key) {
        Object value = value(key);
        if (value == null) {
            return List.of();
        }
        if (value instanceof List<?> list) {
            return list;
        }
        throw new Violation(this + ": " + key + " is no list");
    }

    /** This answer, if it is a success: status 200, one JSON object, no error in it. */
    Heard succeeded() {
        if (status != 200 || !Part.of(this).text("Err").isEmpty()) {
            throw new Violation(this + ": no success");
        }
        return this;
    }

    /** This answer, if it is a failure as every host understands it: another status than 200 and 404, with an error text. */
    Heard failed() {
        if (status == 200 || status == 404 || error().isEmpty()) {
            throw new Violation(this + ": no failure with a text in Err");
        }
        return this;
    }

    /** The evidence, if that is so; a violation with {@code what} is wrong if it is not. */
    String when(boolean so, String what) {
        if (!so) {
            throw new Violation(this + ": " + what);
        }
        return toString();
    }
}
