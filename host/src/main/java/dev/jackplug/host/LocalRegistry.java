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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

/**
 * Finds plugins in directories of this machine, Docker's or the caller's own (protocol §1.2, §1.3). {@link #scan} and
 * {@link #find} use one resolver, so they agree on every entry (W-15). Stateless: each question reads the disk.
 */
public final class LocalRegistry implements Registry {

    private static final List<Kind> SOCKETS = List.of(Kind.SOCKET);
    private static final List<Kind> SPECS = List.of(Kind.SPEC, Kind.JSON);

    private final Directories directories;

    /** A registry over the given directories; those that do not exist are as good as empty. */
    public LocalRegistry(Directories directories) {
        // A place that is named twice is looked at once.
        this.directories = new Directories(
                directories.sockets().stream().distinct().toList(),
                directories.specs().stream().distinct().toList());
    }

    /** A registry over Docker's own directories. */
    public static LocalRegistry ofDefaults() {
        return new LocalRegistry(Directories.ofDocker());
    }

    @Override
    public List<Entry> scan() {
        Map<Path, Listing> listings = listings();
        listings.replaceAll((directory, listing) -> listing.indexed());
        List<Entry> entries = new ArrayList<>();
        Look look = new Look();
        stems(listings, (directory, file) -> isFolder(directory, file, look)).stream()
                .sorted()
                .distinct()
                .forEach(stem -> entries.addAll(named(stem, listings, look)));
        listings.values().forEach(listing -> listing.problem().ifPresent(entries::add));
        return List.copyOf(entries);
    }

    /**
     * {@inheritDoc} As in moby, the name of a {@code .spec} or {@code .json} file decides: it is not looked at, so that
     * other than in {@link #scan} a link that leads nowhere counts, and a folder called so is not looked into. Sockets and
     * folders are looked at as in {@code scan}.
     */
    @Override
    public List<PluginName> names() {
        Map<Path, Listing> listings = listings();
        Names names = new Names();
        directories.sockets().forEach(directory -> names.add(listing(listings, directory), SOCKETS));
        directories.specs().forEach(directory -> names.add(listing(listings, directory), SPECS));
        return names.all();
    }

    private Map<Path, Listing> listings() {
        Map<Path, Listing> listings = new LinkedHashMap<>();
        Stream.concat(directories.sockets().stream(), directories.specs().stream())
                .forEach(directory -> listings.computeIfAbsent(directory, Listing::of));
        return listings;
    }

    private static boolean isFolder(Path directory, String file, Look look) {
        try {
            return look.looks().isFolder(directory.resolve(file));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    /**
     * Every name that a file or a folder could stand for, in no order, some of them repeatedly.
     *
     * @param mayBeFolder whether something may be a folder
     */
    private static List<String> stems(Map<Path, Listing> listings, BiPredicate<Path, String> mayBeFolder) {
        List<String> stems = new ArrayList<>();
        for (Listing listing : listings.values()) {
            for (String file : listing.names()) {
                if (mayBeFolder.test(listing.directory(), file)) {
                    stems.add(file);
                }
                for (Kind kind : Kind.values()) {
                    if (file.endsWith(kind.extension())) {
                        stems.add(kind.stem(file));
                    }
                }
            }
        }
        return stems;
    }

    private List<Entry> named(String stem, Map<Path, Listing> listings, Look look) {
        PluginName name;
        try {
            name = new PluginName(stem);
        } catch (IllegalArgumentException e) {
            return misnamed(stem, listings, look, e);
        }
        return entries(name, listings, look);
    }

    /** Files whose stem is no name, such as {@code .sock}. The message leaves the stem to the reason, which masks it. */
    private List<Entry> misnamed(String stem, Map<Path, Listing> listings, Look look, IllegalArgumentException why) {
        return hits(stem, listings, look)
                .<Entry>map(hit -> new Entry.Malformed(
                        stem,
                        hit.file(),
                        new MalformedEntryException(
                                Target.NONE, hit.directory() + ": " + why.getMessage(), "Rename the file", why)))
                .toList();
    }

    /** The entries of one name in the order of precedence: the first counts, the others are shadowed. */
    private List<Entry> entries(PluginName name, Map<Path, Listing> listings, Look look) {
        List<Entry> found = new ArrayList<>();
        hits(name.value(), listings, look)
                .forEach(hit -> found.add(
                        found.isEmpty()
                                ? entry(name, hit, look)
                                : new Entry.Shadowed(
                                        name.value(), hit.file(), found.get(0).file())));
        return found;
    }

    /** By names first: most of the places where a stem could lie need no look at the disk. */
    private Stream<Candidate> hits(String stem, Map<Path, Listing> listings, Look look) {
        return candidates(
                        stem,
                        (directory, name) ->
                                listing(listings, directory).names().contains(name),
                        look.looks())
                .stream()
                .filter(candidate -> candidate.hit(look.looks()));
    }

    private static Listing listing(Map<Path, Listing> listings, Path directory) {
        return Objects.requireNonNull(listings.get(directory));
    }

    /**
     * Where a stem may lie, in moby's order; nowhere, if this JVM's locale has no letters for it.
     *
     * @param mayHold whether a directory may have something of that name
     */
    private List<Candidate> candidates(String stem, BiPredicate<Path, String> mayHold, Looks looks) {
        List<Candidate> all = new ArrayList<>();
        try {
            directories.sockets().forEach(directory -> add(all, directory, stem, SOCKETS, mayHold, looks));
            directories.specs().forEach(directory -> add(all, directory, stem, SPECS, mayHold, looks));
            return all;
        } catch (InvalidPathException e) {
            return List.of();
        }
    }

    private static void add(
            List<Candidate> all,
            Path directory,
            String stem,
            List<Kind> kinds,
            BiPredicate<Path, String> mayHold,
            Looks looks) {
        boolean folder = mayHold.test(directory, stem) && looks.isFolder(directory.resolve(stem));
        for (Kind kind : kinds) {
            if (mayHold.test(directory, stem + kind.extension())) {
                all.add(Candidate.flat(directory, stem, kind));
            }
            if (folder) {
                all.add(Candidate.nested(directory, stem, kind));
            }
        }
    }

    private static Entry entry(PluginName name, Candidate hit, Look look) {
        Entry entry = hit.kind() == Kind.SOCKET ? socket(name, hit) : SpecFile.read(name, hit, look.looks());
        return entry instanceof Entry.Located located
                ? located.warning(look.modes().warnings(located))
                : entry;
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
        Look look = new Look();
        return hits(name.value(), look)
                .findFirst()
                .map(hit -> entry(name, hit, look))
                .orElseThrow(() -> notFound(name, look));
    }

    /** Without a listing: wherever the stem could lie. */
    private Stream<Candidate> hits(String stem, Look look) {
        return everywhere(stem, look).filter(candidate -> candidate.hit(look.looks()));
    }

    private Stream<Candidate> everywhere(String stem, Look look) {
        return candidates(stem, (directory, file) -> true, look.looks()).stream();
    }

    private PluginNotFoundException notFound(PluginName name, Look look) {
        Map<Path, Listing> listings = listings();
        List<String> places = new ArrayList<>();
        listings.values().forEach(listing -> places.add(listing.summary()));
        everywhere(name.value(), look)
                .filter(candidate -> candidate.impostor(look.looks()))
                .forEach(candidate -> places.add(candidate.file() + " (exists and is no socket)"));
        List<String> alike = NearMiss.of(
                name.value(),
                stems(listings, (directory, file) -> true),
                stem -> Names.of(stem).isPresent() && hits(stem, look).findAny().isPresent());
        return new PluginNotFoundException(name.value(), places, alike);
    }

    /** One question's looks at the disk. */
    private record Look(Looks looks, StrictModes modes) {

        Look() {
            this(new Looks());
        }

        private Look(Looks looks) {
            this(looks, new StrictModes(looks));
        }
    }
}
