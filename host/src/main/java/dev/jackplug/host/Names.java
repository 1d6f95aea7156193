package dev.jackplug.host;

import dev.jackplug.host.Candidate.Kind;
import dev.jackplug.protocol.PluginName;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Gathers the names that files announce. Looks at the disk only where the name of a file does not tell. */
final class Names {

    /** What stands for letters that this JVM's locale cannot read. */
    private static final char UNREADABLE = '\uFFFD';

    private final Looks looks = new Looks();
    private final List<Stem> stems = new ArrayList<>();

    /** The name that a stem is; empty when it is none. */
    static Optional<PluginName> of(String stem) {
        try {
            return Optional.of(new PluginName(stem));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The files of a directory in which these kinds count. */
    void add(Listing listing, List<Kind> kinds) {
        for (String file : listing.names()) {
            if (!addFlat(listing.directory(), file, kinds)) {
                addNested(listing.directory(), file, kinds);
            }
        }
    }

    private boolean addFlat(Path directory, String file, List<Kind> kinds) {
        for (Kind kind : kinds) {
            if (file.endsWith(kind.extension())) {
                String stem = kind.stem(file);
                return (decides(stem, kind) || isThere(directory, stem + kind.extension(), kind))
                        && stems.add(Stem.of(stem));
            }
        }
        return false;
    }

    private static boolean decides(String stem, Kind kind) {
        return kind != Kind.SOCKET && stem.indexOf(UNREADABLE) < 0;
    }

    private void addNested(Path directory, String folder, List<Kind> kinds) {
        if (kinds.stream().anyMatch(kind -> isThere(directory, folder + "/" + folder + kind.extension(), kind))) {
            stems.add(Stem.of(folder));
        }
    }

    private boolean isThere(Path directory, String file, Kind kind) {
        try {
            return new Candidate(directory, directory.resolve(file), kind).hit(looks);
        } catch (InvalidPathException e) {
            return false;
        }
    }

    /** All of them, each once, in their order. */
    List<PluginName> all() {
        Collections.sort(stems);
        List<PluginName> names = new ArrayList<>(stems.size());
        String last = "";
        for (Stem stem : stems) {
            if (!stem.text().equals(last)) {
                of(stem.text()).ifPresent(names::add);
            }
            last = stem.text();
        }
        return Collections.unmodifiableList(names);
    }
}
