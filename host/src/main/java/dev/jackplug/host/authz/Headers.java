package dev.jackplug.host.authz;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Headers as plugins are shown them. */
final class Headers {

    /** What lets its holder into a registry. */
    private static final Set<String> SECRET = Set.of("Authorization", "X-Registry-Auth", "X-Registry-Config");

    private Headers() {}

    /** By their canonical names; the last of several values; without credentials. */
    static Map<String, String> shown(Map<String, List<String>> headers) {
        Map<String, String> shown = new LinkedHashMap<>();
        headers.forEach((name, values) -> {
            String canonical = canonical(name);
            if (!values.isEmpty() && !SECRET.contains(canonical)) {
                shown.put(canonical, values.get(values.size() - 1));
            }
        });
        return shown;
    }

    /** Whether the body is JSON by one of its media types, whose parameters do not matter. */
    static boolean json(Map<String, List<String>> headers) {
        return headers.entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase("Content-Type"))
                .flatMap(header -> header.getValue().stream())
                .anyMatch(type -> type.split(";", 2)[0].strip().equalsIgnoreCase("application/json"));
    }

    /** {@code X-Registry-Auth}, whatever the letter case. */
    private static String canonical(String name) {
        StringBuilder canonical = new StringBuilder(name.length());
        boolean first = true;
        for (char c : name.toLowerCase(Locale.ROOT).toCharArray()) {
            canonical.append(first ? Character.toUpperCase(c) : c);
            first = c == '-';
        }
        return canonical.toString();
    }
}
