package example.volume;

import dev.jackplug.protocol.DriverException;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The options of {@code docker volume create -o}.
 *
 * @param labels from {@code label.KEY=VALUE}
 * @param size from {@code size=10m}; empty when there is no limit
 */
record VolumeOptions(Map<String, String> labels, String size) {

    private static final Pattern SIZE = Pattern.compile("([0-9]{1,9})([mgt])b?");

    /** Refuses what it does not know, by name. */
    static VolumeOptions parse(Map<String, String> options) {
        Map<String, String> labels = new TreeMap<>();
        String size = "";
        for (Map.Entry<String, String> option : options.entrySet()) {
            String key = option.getKey();
            if (key.equals("size")) {
                size = option.getValue().toLowerCase(Locale.ROOT);
                bytes(size);
            } else if (key.startsWith("label.") && key.length() > "label.".length()) {
                labels.put(key.substring("label.".length()), option.getValue());
            } else {
                throw new DriverException("unknown option " + key + "; there are size=10m and label.KEY=VALUE");
            }
        }
        return new VolumeOptions(labels, size);
    }

    boolean limited() {
        return !size.isEmpty();
    }

    long bytes() {
        return bytes(size);
    }

    private static long bytes(String size) {
        Matcher parts = SIZE.matcher(size);
        long number = parts.matches() ? Long.parseLong(parts.group(1)) : 0;
        if (number == 0) {
            throw new DriverException("option size=" + size + " is no size; write 10m, 2g or 1t");
        }
        return number << (parts.group(2).equals("m") ? 20 : parts.group(2).equals("g") ? 30 : 40);
    }
}
