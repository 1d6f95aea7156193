package dev.jackplug.host;

import dev.jackplug.protocol.Address;
import dev.jackplug.protocol.Printable;
import dev.jackplug.protocol.Target;
import dev.jackplug.protocol.UntrustedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who besides root and this user could take a plugin's place, or speak to it: the rule of sshd's {@code StrictModes}, for
 * the file that announces a plugin, the socket and the CAFile that the file names, and each folder and link on the way to
 * them. Looks at owners and modes alone. One object is for one look: it looks at no folder twice.
 */
final class StrictModes {

    /** Everything to be seen on Windows, or in a file system that knows no modes. */
    private static final List<Flaw> NONE = List.of();

    private static final int MAX_LINKS = 40;

    /**
     * One thing that is too lax.
     *
     * @param says what, and where
     * @param mend the command that mends it
     */
    record Flaw(String says, String mend) {
        @Override
        public String toString() {
            return says + "; " + mend;
        }
    }

    private final Looks looks;
    private final Map<Path, Set<Flaw>> folders = new HashMap<>();

    StrictModes(Looks looks) {
        this.looks = looks;
    }

    /** The warnings of an entry, and what is too lax about it besides. */
    List<String> warnings(Entry.Located entry) {
        List<String> all = new ArrayList<>(entry.warnings());
        flaws(entry).forEach(flaw -> all.add(flaw.toString()));
        return all;
    }

    /**
     * Refuses an entry that is too lax.
     *
     * @throws UntrustedException if it is; says how to mend it
     */
    static void require(Entry.Located entry, Target target) {
        List<Flaw> flaws = new StrictModes(new Looks()).flaws(entry);
        if (!flaws.isEmpty()) {
            throw new UntrustedException(
                    target,
                    "strictModes refuses it: " + flaws.stream().map(Flaw::says).collect(Collectors.joining(", ")),
                    "Run: " + flaws.stream().map(Flaw::mend).collect(Collectors.joining(" && ")),
                    null);
        }
    }

    private List<Flaw> flaws(Entry.Located entry) {
        try {
            Set<Flaw> all = new LinkedHashSet<>(onTheWayTo(entry.file().toAbsolutePath(), 0));
            if (entry.address() instanceof Address.Unix unix) {
                all.addAll(onTheWayTo(unix.path(), 0));
            }
            if (entry.address() instanceof Address.Tls && !entry.tls().caFile().isEmpty()) {
                all.addAll(onTheWayTo(entry.tls().caFile()));
            }
            return List.copyOf(all);
        } catch (UnsupportedOperationException e) {
            return NONE;
        }
    }

    private Set<Flaw> onTheWayTo(String file) {
        try {
            return onTheWayTo(Path.of(file).toAbsolutePath(), 0);
        } catch (InvalidPathException e) {
            // Nothing lies there. Whoever needs the file says what is wrong with its name.
            return Set.of();
        }
    }

    /** What is too lax about a path, its folders, and where it leads if it is a link. Dots are left to the system. */
    private Set<Flaw> onTheWayTo(Path path, int links) {
        Set<Flaw> flaws = new LinkedHashSet<>();
        Path folder = path.getParent();
        if (folder != null) {
            flaws.addAll(folder(folder, links));
            if (looks.at(folder).isEmpty()) {
                return flaws;
            }
        }
        Optional<FileModes> modes = looks.at(path);
        modes.flatMap(seen -> seen.flaw(Printable.of(path.toString()))).ifPresent(flaws::add);
        if (folder != null
                && links < MAX_LINKS
                && modes.filter(FileModes::isLink).isPresent()) {
            flaws.addAll(behind(folder, path, links + 1));
        }
        // What is not there, or not to be seen: connecting or reading will tell.
        return flaws;
    }

    private Set<Flaw> behind(Path folder, Path link, int links) {
        try {
            return onTheWayTo(folder.resolve(Files.readSymbolicLink(link)), links);
        } catch (IOException e) {
            return Set.of();
        }
    }

    private Set<Flaw> folder(Path folder, int links) {
        Set<Flaw> known = folders.get(folder);
        if (known == null) {
            known = onTheWayTo(folder, links);
            folders.put(folder, known);
        }
        return known;
    }
}
