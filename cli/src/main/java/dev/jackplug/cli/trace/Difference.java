package dev.jackplug.cli.trace;

import dev.jackplug.internal.json.Json;
import dev.jackplug.internal.json.JsonException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is different between what was recorded and what came now. To a host, a member that is not there, null, false, 0 and
 * what is empty mean the same; two times are the same, and anything is the same as what was hidden.
 */
final class Difference {

    private static final Set<Object> ZEROS = Set.of("", 0L, false, Map.of(), List.of(), "0001-01-01T00:00:00Z");
    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d.*");

    private final Set<String> ignored;
    private final List<String> found = new ArrayList<>();

    private Difference(Set<String> ignored) {
        this.ignored = ignored;
    }

    /**
     * Compares two bodies, as JSON if they are.
     *
     * @param ignored names of members that are not compared
     * @return a line for each difference
     */
    static List<String> between(String recorded, String now, Set<String> ignored) {
        Difference difference = new Difference(ignored);
        difference.compare("body", parsed(recorded), parsed(now));
        return difference.found;
    }

    private static @Nullable Object parsed(String text) {
        try {
            return text.isBlank() ? null : Json.read(text.getBytes(StandardCharsets.UTF_8), Object.class);
        } catch (JsonException e) {
            return text.strip();
        }
    }

    private void compare(String where, @Nullable Object recorded, @Nullable Object now) {
        if (recorded instanceof Map<?, ?> one && now instanceof Map<?, ?> other) {
            compareMembers(where, one, other);
        } else if (recorded instanceof List<?> one && now instanceof List<?> other && one.size() == other.size()) {
            for (int i = 0; i < one.size(); i++) {
                compare(where + "[" + i + "]", one.get(i), other.get(i));
            }
        } else if (!same(recorded, now)) {
            found.add(where + ": recorded " + shown(recorded) + ", now " + shown(now));
        }
    }

    private void compareMembers(String where, Map<?, ?> recorded, Map<?, ?> now) {
        Set<String> names = new TreeSet<>();
        recorded.keySet().forEach(name -> names.add((String) name));
        now.keySet().forEach(name -> names.add((String) name));
        names.removeAll(ignored);
        names.forEach(name -> compare(where + "." + name, recorded.get(name), now.get(name)));
    }

    private static boolean same(@Nullable Object recorded, @Nullable Object now) {
        boolean times = recorded instanceof String one
                && now instanceof String other
                && TIME.matcher(one).matches()
                && TIME.matcher(other).matches();
        return times
                || (recorded instanceof String hidden && hidden.contains(Redaction.HIDDEN))
                || (zero(recorded) && zero(now))
                || Objects.equals(recorded, now);
    }

    private static boolean zero(@Nullable Object value) {
        return value == null || ZEROS.contains(value);
    }

    private static String shown(@Nullable Object value) {
        String text = value == null ? "nothing" : new String(Json.write(value), StandardCharsets.UTF_8).strip();
        return text.length() <= 200 ? text : text.substring(0, 200) + "\u2026";
    }
}
