package dev.jackplug.host;

import dev.jackplug.host.Candidate.Kind;
import dev.jackplug.protocol.Address;
import dev.jackplug.protocol.MalformedEntryException;
import dev.jackplug.protocol.PluginName;
import dev.jackplug.protocol.PluginNotFoundException;
import dev.jackplug.protocol.Target;
import dev.jackplug.protocol.TlsConfig;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Finds plugins in directories of this machine, Docker's or the caller's own (protocol §1.2, §1.3). {@link #scan} and
 * {@link #find} use one resolver, so they agree on every entry (W-15). Stateless: each question reads the disk.
 */
public final class LocalRegistry implements Registry {

    private final Directories directories;

    /** A registry over the given directories; those that do not exist are as good as empty. */
    public LocalRegistry(Directories directories) {
        this.directories = directories;
    }

    /** A registry over Docker's own directories. */
    public static LocalRegistry ofDefaults() {
        return new LocalRegistry(Directories.ofDocker());
    }

    @Override
    public List<Entry> scan() {
        List<Listing> listings = listings();
        List<Entry> entries = new ArrayList<>();
        StrictModes modes = new StrictModes();
        for (String stem : stems(listings)) {
            entries.addAll(named(stem, listings, modes));
        }
        listings.forEach(listing -> listing.problem().ifPresent(entries::add));
        return List.copyOf(entries);
    }

    private List<Listing> listings() {
        return Stream.concat(directories.sockets().stream(), directories.specs().stream())
                .distinct()
                .map(Listing::of)
                .toList();
    }

    /** Every name that a file or a folder could stand for. */
    private static SortedSet<String> stems(List<Listing> listings) {
        SortedSet<String> stems = new TreeSet<>();
        for (Listing listing : listings) {
            for (String file : listing.names()) {
                stems.add(file);
                Stream.of(Kind.values())
                        .map(Kind::extension)
                        .filter(file::endsWith)
                        .forEach(extension -> stems.add(file.substring(0, file.length() - extension.length())));
            }
        }
        return stems;
    }

    private List<Entry> named(String stem, List<Listing> listings, StrictModes modes) {
        PluginName name;
        try {
            name = new PluginName(stem);
        } catch (IllegalArgumentException e) {
            return misnamed(stem, listings, e);
        }
        return entries(name, listings, modes);
    }

    /** Files whose stem is no name, such as {@code .sock}. The message leaves the stem to the reason, which masks it. */
    private List<Entry> misnamed(String stem, List<Listing> listings, IllegalArgumentException why) {
        return hits(stem, listings)
                .<Entry>map(hit -> new Entry.Malformed(
                        stem,
                        hit.file(),
                        new MalformedEntryException(
                                Target.NONE, hit.directory() + ": " + why.getMessage(), "Rename the file", why)))
                .toList();
    }

    /** The entries of one name in the order of precedence: the first counts, the others are shadowed. */
    private List<Entry> entries(PluginName name, List<Listing> listings, StrictModes modes) {
        List<Entry> found = new ArrayList<>();
        hits(name.value(), listings)
                .forEach(hit -> found.add(
                        found.isEmpty()
                                ? entry(name, hit, modes)
                                : new Entry.Shadowed(
                                        name.value(), hit.file(), found.get(0).file())));
        return found;
    }

    private Stream<Candidate> hits(String stem, List<Listing> listings) {
        return candidates(stem).stream()
                .filter(candidate -> listings.stream().anyMatch(listing -> listing.mayHold(candidate)))
                .filter(Candidate::hit);
    }

    /** Where a stem may lie, in moby's order; nowhere, if this JVM's locale has no letters for it. */
    private Set<Candidate> candidates(String stem) {
        Set<Candidate> all = new LinkedHashSet<>();
        try {
            for (Path directory : directories.sockets()) {
                all.add(Candidate.flat(directory, stem, Kind.SOCKET));
                all.add(Candidate.nested(directory, stem, Kind.SOCKET));
            }
            for (Path directory : directories.specs()) {
                for (Kind kind : List.of(Kind.SPEC, Kind.JSON)) {
                    all.add(Candidate.flat(directory, stem, kind));
                    all.add(Candidate.nested(directory, stem, kind));
                }
            }
            return all;
        } catch (InvalidPathException e) {
            return Set.of();
        }
    }

    private static Entry entry(PluginName name, Candidate hit, StrictModes modes) {
        Entry entry = hit.kind() == Kind.SOCKET ? socket(name, hit) : SpecFile.read(name, hit);
        return entry instanceof Entry.Located located ? located.warning(modes.warnings(located)) : entry;
    }

    private static Entry socket(PluginName name, Candidate hit) {
        try {
            Address address = new Address.Unix(hit.file().toAbsolutePath());
            return new Entry.Located(name, hit.file(), address, TlsConfig.SYSTEM, List.of());
        } catch (IllegalArgumentException e) {
            return new Entry.Malformed(
                    name.value(),
                    hit.file(),
                    new MalformedEntryException(Target.of(name.value()), String.valueOf(e.getMessage()), "", e));
        }
    }

    @Override
    public List<Path> directories() {
        return Stream.concat(directories.sockets().stream(), directories.specs().stream())
                .map(Path::toAbsolutePath)
                .distinct()
                .toList();
    }

    @Override
    public Entry find(PluginName name) {
        return candidates(name.value()).stream()
                .filter(Candidate::hit)
                .findFirst()
                .map(hit -> entry(name, hit, new StrictModes()))
                .orElseThrow(() -> notFound(name));
    }

    private PluginNotFoundException notFound(PluginName name) {
        List<Listing> listings = listings();
        List<String> places = new ArrayList<>();
        listings.forEach(listing -> places.add(listing.summary()));
        candidates(name.value()).stream()
                .filter(Candidate::impostor)
                .forEach(candidate -> places.add(candidate.file() + " (exists and is no socket)"));
        List<String> alike = NearMiss.of(
                name.value(),
                stems(listings),
                stem -> isName(stem) && hits(stem, listings).findAny().isPresent());
        return new PluginNotFoundException(name.value(), places, alike);
    }

    private static boolean isName(String stem) {
        try {
            new PluginName(stem);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
