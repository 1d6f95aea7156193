package example.volume;

import dev.jackplug.protocol.DriverException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a user can ask for: {@code -o size=10m}, {@code -o label.KEY=VALUE}.
 *
 * @param bytes size limit; 0 for none
 */
record Options(long bytes, Map<String, String> labels) {

    private static final Pattern SIZE = Pattern.compile("([0-9]{1,9})([kmgt]?)b?");

    /** A file system has its own books to keep. */
    private static final long SMALLEST = 2L << 20;

    static Options of(Map<String, String> options) {
        long bytes = 0;
        Map<String, String> labels = new LinkedHashMap<>();
        for (Map.Entry<String, String> option : options.entrySet()) {
            if (option.getKey().equals("size")) {
                bytes = bytes(option.getValue());
            } else if (option.getKey().startsWith("label.")) {
                labels.put(option.getKey().substring("label.".length()), option.getValue());
            } else {
                throw new DriverException("unknown option \"" + option.getKey() + "\"; known are size and label.KEY");
            }
        }
        return new Options(bytes, labels);
    }

    boolean limited() {
        return bytes > 0;
    }

    private static long bytes(String text) {
        Matcher size = SIZE.matcher(text.toLowerCase(Locale.ROOT));
        if (!size.matches()) {
            throw new DriverException("option size is \"" + text + "\"; write a number and k, m, g or t, such as 10m");
        }
        long bytes = Long.parseLong(size.group(1))
                << 10 * (" kmgt".indexOf(size.group(2).isEmpty() ? " " : size.group(2)));
        if (bytes < SMALLEST) {
            throw new DriverException("option size is \"" + text + "\"; the smallest volume has 2m");
        }
        return bytes;
    }
}
