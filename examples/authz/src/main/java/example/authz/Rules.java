package example.authz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a policy file allows. Immutable.
 *
 * @param mounts directories that may be mounted
 * @param below directories below which everything may be mounted
 * @param others the other lines, such as {@code privileged} and {@code capability NET_ADMIN}
 */
record Rules(List<Path> mounts, List<Path> below, Set<String> others) {

    /** Words that stand alone. */
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

    Rules {
        mounts = List.copyOf(mounts);
        below = List.copyOf(below);
        others = Set.copyOf(others);
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
        Rules rules = new Rules(List.of(), List.of(), Set.of());
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                rules = rules.with(line, "line " + (i + 1) + ": ");
            }
        }
        return rules;
    }

    private Rules with(String line, String place) {
        String[] words = line.split("\\s+", 3);
        String word = words.length > 1 ? words[1] : "";
        String value = words.length > 2 ? words[2] : "";
        if (words[0].equals("allow") && value.isEmpty() && ALONE.contains(word)) {
            return plus(word);
        }
        if (words[0].equals("allow") && !value.isEmpty()) {
            switch (word) {
                case "mount":
                    return new Rules(plus(mounts, directory(value, place)), below, others);
                case "mount-below":
                    return new Rules(mounts, plus(below, directory(value, place)), others);
                case "capability":
                    return plus("capability " + capability(value));
                case "device":
                    return plus("device " + directory(value, place));
                default:
                    break;
            }
        }
        throw new IllegalArgumentException(
                place + "\"" + line + "\" is not understood; write allow WORD, with WORD one of"
                        + " mount DIR, mount-below DIR, capability NAME, device PATH, "
                        + String.join(", ", ALONE.stream().sorted().toList()));
    }

    private static Path directory(String value, String place) {
        Path path = Path.of(value);
        if (!path.isAbsolute()) {
            throw new IllegalArgumentException(place + value + " is no absolute path");
        }
        return path.normalize();
    }

    private Rules plus(String other) {
        Set<String> all = new HashSet<>(others);
        all.add(other);
        return new Rules(mounts, below, all);
    }

    private static List<Path> plus(List<Path> paths, Path path) {
        List<Path> all = new ArrayList<>(paths);
        all.add(path);
        return all;
    }

    boolean allows(String other) {
        return others.contains(other);
    }

    boolean allowsCapability(String name) {
        return allows("capability " + capability(name));
    }

    boolean allowsDevice(String path) {
        return allows("device " + path);
    }

    /** {@code net_admin}, {@code CAP_NET_ADMIN} and {@code NET_ADMIN} are one for the engine. */
    private static String capability(String name) {
        return name.toUpperCase(Locale.ROOT).replaceFirst("^CAP_", "");
    }

    /** Whether the machine's file of this name may be mounted: what it is once every link has been followed. */
    boolean allowsMount(String source) {
        try {
            Path real = real(Path.of(source));
            for (Path one : mounts) {
                if (real.equals(real(one))) {
                    return true;
                }
            }
            for (Path one : below) {
                if (real.startsWith(real(one))) {
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
