package dev.jackplug.tck.conformance.plugin;

import dev.jackplug.tck.internal.Violation;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * An object in an answer. Reads keys as hosts do, in any letter case and null as missing; what is of another type is a
 * violation.
 *
 * @param heard the answer, for the evidence
 * @param path where in it, such as {@code InterfaceName.}; empty for the whole
 */
record Part(Heard heard, String path, Map<?, ?> object) {

    /** The whole answer. */
    static Part of(Heard heard) {
        return new Part(heard, "", heard.object());
    }

    /** A value that may be missing. */
    <T> Optional<T> maybe(Class<T> type, String key) {
        Object value = Heard.valueIn(object, key);
        if (value != null && !type.isInstance(value)) {
            throw new Violation(heard + ": " + path + key + " is no " + word(type));
        }
        return Optional.ofNullable(value).map(type::cast);
    }

    /** A value that has to be there. */
    <T> T must(Class<T> type, String key) {
        return maybe(type, key).orElseThrow(() -> new Violation(heard + ": no " + path + key));
    }

    /** A text; empty when it is missing. */
    String text(String key) {
        return maybe(String.class, key).orElse("");
    }

    /** A yes or no; no when it is missing. */
    boolean flag(String key) {
        return maybe(Boolean.class, key).orElse(false);
    }

    /** An object under a key. */
    Optional<Part> part(String key) {
        return maybe(Map.class, key).map(inner -> new Part(heard, path + key + ".", inner));
    }

    /** The objects of a list; none when it is missing. */
    List<Part> parts(String key) {
        List<?> list = maybe(List.class, key).orElse(List.of());
        return list.stream().map(one -> item(key, one)).toList();
    }

    private Part item(String key, Object one) {
        if (one instanceof Map<?, ?> inner) {
            return new Part(heard, path + key + "[].", inner);
        }
        throw new Violation(heard + ": " + path + key + " has an item that is no object");
    }

    /** Texts by name, under a key; empty when it is missing. */
    Map<?, ?> texts(String key) {
        Map<?, ?> texts = maybe(Map.class, key).orElse(Map.of());
        if (texts.values().stream().anyMatch(value -> value != null && !(value instanceof String))) {
            throw new Violation(heard + ": " + path + key + " has a value that is no text");
        }
        return texts;
    }

    /** Says that something under a key is wrong. */
    Violation wrong(String key, String what) {
        return new Violation(heard + ": " + path + key + " " + what);
    }

    private static String word(Class<?> type) {
        if (type == String.class) {
            return "text";
        }
        return type == Map.class ? "object" : type.getSimpleName().toLowerCase(Locale.ROOT);
    }
}
