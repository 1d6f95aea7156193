package example.authz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a policy file allows. Immutable.
 *
 * @param allowed the values of each word that is allowed; of a word that stands alone the empty one
 */
record Rules(Map<String, Set<String>> allowed) {

    private static final Set<String> ALONE = Set.of(
            "privileged",
            "host-network",
            "host-pid",
            "host-ipc",
            "host-uts",
            "host-user",
            "host-cgroup",
            "device-rules",
            "unconfined",
            "plugins",
            "swarm",
            "buildkit");
    private static final Set<String> WITH_PATH = Set.of("mount", "mount-below", "device");
    private static final String CAPABILITY = "capability";

    Rules {
        allowed = Map.copyOf(allowed);
    }

    /**
     * Reads the text of a file.
     *
     * @throws IllegalArgumentException if a line is not understood; the message names it
     */
    static Rules parse(String text) {
        if (!text.isEmpty() && !text.endsWith("\n")) {
            throw new IllegalArgumentException("the last line does not end; the file may be half written");
        }
        Map<String, Set<String>> allowed = new TreeMap<>();
        List<String> lines = text.lines().map(String::strip).toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (!line.isEmpty() && !line.startsWith("#")) {
                add(allowed, line, "line " + (i + 1) + ": ");
            }
        }
        return new Rules(allowed);
    }

    private static void add(Map<String, Set<String>> allowed, String line, String place) {
        String[] words = line.split("\\s+", 3);
        String word = words.length > 1 ? words[1] : "";
        String value = words.length > 2 ? words[2] : "";
        boolean known = value.isEmpty() ? ALONE.contains(word) : WITH_PATH.contains(word) || word.equals(CAPABILITY);
        if (!known || !words[0].equals("allow")) {
            throw new IllegalArgumentException(place + "\"" + line + "\" is not understood; write allow WORD, with WORD"
                    + " one of mount DIR, mount-below DIR, capability NAME, device PATH, "
                    + String.join(", ", new TreeSet<>(ALONE)));
        }
        if (WITH_PATH.contains(word) && !Path.of(value).isAbsolute()) {
            throw new IllegalArgumentException(place + value + " is no absolute path");
        }
        allowed.computeIfAbsent(word, key -> new TreeSet<>()).add(word.equals(CAPABILITY) ? capability(value) : value);
    }

    private Set<String> values(String word) {
        return allowed.getOrDefault(word, Set.of());
    }

    boolean allows(String word) {
        return allowed.containsKey(word);
    }

    boolean allowsCapability(String name) {
        return values(CAPABILITY).contains(capability(name));
    }

    boolean allowsDevice(String path) {
        return values("device").contains(path);
    }

    /** {@code net_admin}, {@code CAP_NET_ADMIN} and {@code NET_ADMIN} are one for the engine. */
    private static String capability(String name) {
        return name.toUpperCase(Locale.ROOT).replaceFirst("^CAP_", "");
    }

    /**
     * Whether the machine's file of this name may be mounted: what it is once every link has been followed. A relative name
     * is another file for the engine.
     */
    boolean allowsMount(String source) {
        if (!source.startsWith("/")) {
            return false;
        }
        try {
            Path real = real(Path.of(source));
            for (String one : values("mount")) {
                if (real.equals(real(Path.of(one)))) {
                    return true;
                }
            }
            for (String one : values("mount-below")) {
                if (real.startsWith(real(Path.of(one)))) {
                    return true;
                }
            }
            return false;
        } catch (IOException | InvalidPathException e) {
            return false;
        }
    }

    /** The engine drops {@code ..} before it follows links, and makes directories that are missing. */
    private static Path real(Path path) throws IOException {
        Path clean = path.normalize();
        Path there = clean;
        while (there.getParent() != null && !Files.exists(there, LinkOption.NOFOLLOW_LINKS)) {
            there = there.getParent();
        }
        return there.toRealPath().resolve(there.relativize(clean)).normalize();
    }
}
