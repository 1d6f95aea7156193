package dev.jackplug.protocol.network;

import dev.jackplug.protocol.DriverException;
import java.util.List;
import java.util.Map;

/** Reads free-form values as what they should be. What is absent is zero; what is something else is refused by its key. */
record FreeForm(Map<?, ?> values) {

    String text(String key) {
        return read(key, String.class, "a text", "");
    }

    boolean flag(String key, boolean otherwise) {
        return read(key, Boolean.class, "true or false", otherwise);
    }

    int number(String key) {
        Number number = read(key, Number.class, "a number", 0);
        int port = number.intValue();
        if (port != number.doubleValue() || port < 0 || port > 65_535) {
            throw refused(key, "a whole number from 0 to 65535");
        }
        return port;
    }

    Map<?, ?> map(String key) {
        return read(key, Map.class, "an object", Map.of());
    }

    List<?> list(String key) {
        return read(key, List.class, "a list", List.of());
    }

    /** The objects of a list. */
    List<FreeForm> objects(String key) {
        return list(key).stream()
                .map(one -> {
                    if (one instanceof Map<?, ?> object) {
                        return new FreeForm(object);
                    }
                    throw refused(key, "a list of objects");
                })
                .toList();
    }

    private <T> T read(String key, Class<T> type, String kind, T otherwise) {
        Object value = values.get(key);
        if (value == null) {
            return otherwise;
        }
        if (!type.isInstance(value)) {
            throw refused(key, kind);
        }
        return type.cast(value);
    }

    /** Without the value, which may be a secret. */
    static DriverException refused(String key, String kind) {
        return new DriverException("option " + key + " is not " + kind);
    }
}
