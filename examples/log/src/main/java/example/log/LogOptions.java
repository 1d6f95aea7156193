package example.log;

import dev.jackplug.protocol.DriverException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The options of {@code docker run --log-opt}.
 *
 * @param maxSize from {@code max-size=10m}: how many bytes a file may have before it is compressed and the next is begun
 * @param maxFile from {@code max-file=5}: how many files there may be
 */
record LogOptions(long maxSize, int maxFile) {

    private static final Pattern SIZE = Pattern.compile("([0-9]{1,9})([kmg]?)b?");

    /** What dockerd passes along and acts on itself. */
    private static final Set<String> DOCKERS = Set.of(
            "mode",
            "max-buffer-size",
            "cache-disabled",
            "cache-max-size",
            "cache-max-file",
            "cache-compress",
            "labels",
            "labels-regex",
            "env",
            "env-regex",
            "tag");

    /** Refuses what it does not know, by name. */
    static LogOptions parse(Map<String, String> options) {
        long maxSize = size("10m");
        int maxFile = 5;
        for (Map.Entry<String, String> option : options.entrySet()) {
            String key = option.getKey();
            if (key.equals("max-size")) {
                maxSize = size(option.getValue());
            } else if (key.equals("max-file")) {
                maxFile = count(option.getValue());
            } else if (!DOCKERS.contains(key)) {
                throw new DriverException("unknown log option " + key + "; there are max-size=10m and max-file=5");
            }
        }
        return new LogOptions(maxSize, maxFile);
    }

    private static long size(String text) {
        Matcher parts = SIZE.matcher(text.toLowerCase(Locale.ROOT));
        long number = parts.matches() ? Long.parseLong(parts.group(1)) : 0;
        if (number == 0) {
            throw new DriverException("log option max-size=" + text + " is no size; write 500k, 10m or 1g");
        }
        return switch (parts.group(2)) {
            case "k" -> number << 10;
            case "m" -> number << 20;
            case "g" -> number << 30;
            default -> number;
        };
    }

    private static int count(String text) {
        if (!text.matches("[1-9][0-9]{0,3}")) {
            throw new DriverException("log option max-file=" + text + " is no number of files; write 1 to 9999");
        }
        return Integer.parseInt(text);
    }
}
