package dev.jackplug.tck.conformance.plugin;

import dev.jackplug.internal.json.Json;
import dev.jackplug.internal.json.JsonException;
import dev.jackplug.protocol.Printable;
import dev.jackplug.protocol.RawJson;
import dev.jackplug.tck.internal.Violation;
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
        String text = text();
        return request + " -> " + status + " "
                + Printable.of(text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text);
    }

    /** The body as text. */
    String text() {
        return new String(body, StandardCharsets.UTF_8).strip();
    }

    /** Whether the body looks like an object, not like a stream of something else. */
    boolean holdsObject() {
        return text().startsWith("{");
    }

    /** The object that the plugin answered; a violation if it answered something else. */
    Map<?, ?> object() {
        try {
            if (Json.read(body, Object.class) instanceof Map<?, ?> object) {
                return object;
            }
            throw violation("no JSON object");
        } catch (JsonException e) {
            throw violation("no JSON");
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
        return string("Err");
    }

    /** A string under a key; empty when it is missing or null, a violation if it is something else. */
    String string(String key) {
        return stringIn(object(), key);
    }

    /** A string in an object of this answer. */
    String stringIn(Map<?, ?> object, String key) {
        return new Part(this, "", object).text(key);
    }

    /** An object under a key; a violation if there is none. */
    Map<?, ?> objectAt(String key) {
        if (value(key) instanceof Map<?, ?> object) {
            return object;
        }
        throw violation(key + " is no object");
    }

    /** A list under a key; empty when it is missing or null. */
    List<?> list(String key) {
        return Part.of(this).maybe(List.class, key).orElse(List.of());
    }

    /** This answer, if it is a success: status 200, one JSON object and nothing after it, no error in it. */
    Heard succeeded() {
        if (status != 200 || !error().isEmpty()) {
            throw violation("no success");
        }
        return single();
    }

    /** This answer, if nothing follows its JSON object. */
    Heard single() {
        object();
        if (!text().equals(Json.read(body, RawJson.class).text())) {
            throw violation("more than one JSON object");
        }
        return this;
    }

    /** This answer, if it is a failure as every host understands it: another status than 200 and 404, with an error text. */
    Heard failed() {
        if (status == 200 || status == 404 || error().isEmpty()) {
            throw violation("no failure with a text in Err, and a status that is neither 200 nor 404");
        }
        return single();
    }

    /** Whether it says no: by its status, or by an error with status 200, which dockerd takes for the same (protocol §4.0). */
    boolean refuses() {
        return status != 200 || !error().isEmpty();
    }

    /** This answer, if it says no and why, whatever its status; 404 says that there is no such method. */
    Heard refused() {
        if (status == 404 || error().isEmpty()) {
            throw violation("no failure with a text in Err");
        }
        return this;
    }

    /** This answer, if it is either a success or a refusal, and leaves no doubt which of the two. */
    Heard answered() {
        return refuses() ? refused() : succeeded();
    }

    /** The evidence, if that is so; a violation with {@code what} is wrong if it is not. */
    String when(boolean so, String what) {
        if (!so) {
            throw violation(what);
        }
        return toString();
    }

    /** This answer is not as it should be. */
    Violation violation(String what) {
        return new Violation(this + ": " + what);
    }
}
