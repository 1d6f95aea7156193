package dev.jackplug.internal.json;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Watches the top level of a reply for the key that carries an error. Used by one thread, for one reply. */
final class ErrorKey {

    /** Looks for none, and so never changes. */
    static final ErrorKey NONE = new ErrorKey("");

    private final String key;
    private String text = "";

    ErrorKey(String key) {
        this.key = key;
    }

    String text() {
        return text;
    }

    /** At a key: takes its value if it is the error key, and skips it otherwise. */
    void readOrSkip(JsonParser parser) {
        boolean mine = is(parser.currentName());
        JsonToken token = parser.nextToken();
        if (!mine) {
            parser.skipChildren();
        } else if (token == JsonToken.VALUE_STRING) {
            text = Utf8.wellFormed(parser.getString());
        } else if (token != JsonToken.VALUE_NULL) {
            throw JsonException.mismatch(parser, "a string").under(key);
        }
    }

    /** Takes the value of a component if it is the error; one that the reply itself reads as something else is none. */
    void hear(String name, @Nullable Object value) {
        if (value instanceof String error && is(name)) {
            text = error;
        }
    }

    private boolean is(String name) {
        return !key.isEmpty() && Fold.equal(name, key);
    }

    /** Takes the error out of a reply that was read into a map. */
    void lookIn(Map<?, ?> reply) {
        reply.forEach((name, value) -> {
            if (value != null && is((String) name)) {
                text = string(value);
            }
        });
    }

    private String string(Object value) {
        if (value instanceof String found) {
            return found;
        }
        String what = value instanceof Map
                ? "an object"
                : value instanceof List ? "a list" : value instanceof Boolean ? "a boolean" : "a number";
        throw new JsonException("expected a string, found " + what).under(key);
    }
}
