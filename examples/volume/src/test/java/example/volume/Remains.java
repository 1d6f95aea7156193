package example.volume;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jackplug.internal.json.Json;
import example.volume.VolumeModel.Stand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What there is of the volumes of a root while no plugin runs: in the ledger, in folders, in images, in the kernel. */
record Remains(Path root) {

    /** The keys of a ledger's file that this looks at. */
    private record Stored(String name, String state, String mountpoint, Map<String, Integer> uses) {}

    /** What the ledger says; nothing may be left half done. */
    SortedMap<String, Stand> ledger(String where) throws IOException {
        SortedMap<String, Stand> found = new TreeMap<>();
        for (String file : in("ledger")) {
            if (!file.equals(".lock")) {
                assertThat(file).as(where).endsWith(".json");
                Stored stored =
                        Json.read(Files.readAllBytes(root.resolve("ledger").resolve(file)), Stored.class);
                assertThat(stored.state())
                        .as("%s, volume %s", where, stored.name())
                        .isIn("IDLE", "MOUNTED");
                found.put(stored.name(), new Stand(true, stored.uses()));
            }
        }
        return found;
    }

    /** Compares folders, images and mounts with what the ledger says. */
    void assertNoMoreThan(String where, Map<String, Stand> ledger) throws IOException {
        SortedSet<String> sized = named(ledger.keySet().stream().filter(Operation::sized));
        SortedSet<String> mounted =
                named(sized.stream().filter(name -> !ledger.get(name).uses().isEmpty()));
        assertThat(in("volumes")).as("%s: folders", where).isEqualTo(named(ledger.keySet().stream()));
        assertThat(in("images"))
                .as("%s: images", where)
                .isEqualTo(named(sized.stream().map(name -> name + ".ext4")));
        assertThat(mounts()).as("%s: mounts", where).isEqualTo(mounted);
        assertThat(Processes.with(root)).as("%s: processes", where).isEmpty();
    }

    private SortedSet<String> in(String folder) throws IOException {
        try (Stream<Path> files = Files.list(root.resolve(folder))) {
            return named(files.map(file -> file.getFileName().toString()));
        } catch (NoSuchFileException notYet) {
            return new TreeSet<>();
        }
    }

    /** The volumes over whose folders something is mounted. */
    SortedSet<String> mounts() throws IOException {
        String volumes = root.resolve("volumes") + "/";
        try (Stream<String> lines = Files.lines(Path.of("/proc/self/mountinfo"))) {
            return named(lines.map(line -> line.split(" ")[4])
                    .filter(point -> point.startsWith(volumes))
                    .map(point -> point.substring(volumes.length())));
        }
    }

    private static SortedSet<String> named(Stream<String> names) {
        return names.collect(Collectors.toCollection(TreeSet::new));
    }
}
