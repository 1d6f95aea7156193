package dev.jackplug.protocol;

import java.util.AbstractMap;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Options, labels and headers: an unmodifiable map whose text shows its keys alone, because people put passwords into the
 * values, and records end up in logs. Equal to every map that holds the same.
 */
public final class Redacted<V> extends AbstractMap<String, V> {

    private final Map<String, V> values;

    private Redacted(Map<String, V> values) {
        this.values = values;
    }

    /**
     * A copy.
     *
     * @throws NullPointerException if there is a null in it
     */
    public static <V> Map<String, V> copyOf(Map<String, V> values) {
        return new Redacted<>(Map.copyOf(values));
    }

    /** A copy that may hold nulls. */
    public static <V> Map<String, V> copyWithNulls(Map<String, V> values) {
        return new Redacted<>(Collections.unmodifiableMap(new LinkedHashMap<>(values)));
    }

    @Override
    public Set<Entry<String, V>> entrySet() {
        return values.entrySet();
    }

    /** {@code {password=***}}. */
    @Override
    public String toString() {
        return values.keySet().stream().map(key -> key + "=***").sorted().collect(Collectors.joining(", ", "{", "}"));
    }
}
