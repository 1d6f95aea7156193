package dev.jackplug.tck.conformance.plugin;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An answer to List.
 *
 * @param heard the answer, a success
 * @param entries what is in it
 */
record Volumes(Heard heard, List<?> entries) {

    private static final Pattern RFC_3339 =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?(Z|[+-]\\d\\d:\\d\\d)");

    static Volumes list(Subject plugin) throws IOException {
        return of(plugin.call("VolumeDriver.List", "{}"));
    }

    static Volumes of(Heard heard) {
        return new Volumes(heard, heard.succeeded().list("Volumes"));
    }

    /** The entries that are objects. */
    Stream<Map<?, ?>> maps() {
        return entries.stream()
                .flatMap(entry -> entry instanceof Map<?, ?> volume ? Stream.of(volume) : Stream.empty());
    }

    /** How many entries have that name. */
    long named(String name) {
        return maps().filter(volume -> name.equals(Heard.valueIn(volume, "Name")))
                .count();
    }

    Set<String> names() {
        return maps().map(volume -> heard.stringIn(volume, "Name"))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Every entry is a volume, or null, which is judged on its own. */
    String wellFormed() {
        for (Object entry : entries) {
            if (entry instanceof Map<?, ?> volume) {
                check(heard, volume);
            } else if (entry != null) {
                throw heard.violation("an entry of Volumes is no object");
            }
        }
        return heard.toString();
    }

    /** The keys of a volume are of the types that hosts read. */
    static void check(Heard heard, Map<?, ?> volume) {
        if (heard.stringIn(volume, "Name").isEmpty()) {
            throw heard.violation("a volume without a Name");
        }
        String mountpoint = heard.stringIn(volume, "Mountpoint");
        if (!mountpoint.isEmpty() && !mountpoint.startsWith("/")) {
            throw heard.violation("Mountpoint is no absolute path");
        }
        Object status = Heard.valueIn(volume, "Status");
        if (status != null && !(status instanceof Map)) {
            throw heard.violation("Status is no object");
        }
    }

    /** When a volume was made is either not said, or said as RFC 3339 has it. */
    static void checkCreatedAt(Heard heard, Map<?, ?> volume) {
        Object at = Heard.valueIn(volume, "CreatedAt");
        if (at != null && !(at instanceof String text && isTime(text))) {
            throw heard.violation("CreatedAt is no time of RFC 3339");
        }
    }

    private static boolean isTime(String text) {
        try {
            // Java takes times without seconds, and small letters.
            return RFC_3339.matcher(text).matches()
                    && OffsetDateTime.parse(text).getYear() >= 0;
        } catch (DateTimeException e) {
            return false;
        }
    }
}
