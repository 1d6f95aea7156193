package dev.jackplug.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jackplug.protocol.PluginNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random machines, always the same ones: whatever lies in the directories, listing and lookup tell the same story. */
class ScanAgreesWithFindTest {

    private static final List<String> NAMES = List.of("a", "A", "b", "a.b", "x", "x.spec", "a.sock", "b.json", ".h");
    private static final List<String> EXTENSIONS = List.of(".sock", ".spec", ".json", "", ".conf");
    private static final int FILES = 14;

    static IntStream seeds() {
        return IntStream.range(0, 300);
    }

    @ParameterizedTest
    @Tag("held-24")
    @MethodSource("seeds")
    void theWinnersOfAListingAreWhatLookupFinds(int seed) throws IOException {
        try (Machine machine = Machine.create()) {
            populate(machine, new Random(seed));

            Map<String, Entry> winners = winners(machine);
            for (String name : NAMES) {
                assertAgrees(machine, name, Optional.ofNullable(winners.remove(name)));
            }
            assertThat(winners).as("names that were never given").isEmpty();
        }
    }

    private static Map<String, Entry> winners(Machine machine) {
        return machine.registry().scan().stream()
                .filter(entry -> !(entry instanceof Entry.Shadowed))
                .collect(Collectors.toMap(Entry::name, entry -> entry));
    }

    private static void assertAgrees(Machine machine, String name, Optional<Entry> winner) {
        Optional<Path> first = inMobysOrder(machine, name);
        assertThat(winner.map(Entry::file)).as(name).isEqualTo(first);
        if (first.isEmpty()) {
            assertThatThrownBy(() -> machine.find(name)).isInstanceOf(PluginNotFoundException.class);
        } else {
            assertThat(machine.find(name))
                    .usingRecursiveComparison()
                    .ignoringFields("problem")
                    .isEqualTo(winner.orElseThrow());
        }
    }

    /** What protocol §1.2 says, written down once more. */
    private static Optional<Path> inMobysOrder(Machine machine, String name) {
        Stream<Path> sockets = Stream.of("run/N.sock", "run/N/N.sock")
                .map(pattern -> machine.path(pattern.replace("N", name)))
                .filter(ScanAgreesWithFindTest::isSocket);
        Stream<Path> specs = Stream.of("etc", "lib")
                .flatMap(directory -> Stream.of("/N.spec", "/N/N.spec", "/N.json", "/N/N.json")
                        .map(pattern -> machine.path(directory + pattern.replace("N", name))))
                .filter(Files::exists);
        return Stream.concat(sockets, specs).findFirst();
    }

    private static boolean isSocket(Path path) {
        return Files.exists(path) && !Files.isRegularFile(path) && !Files.isDirectory(path);
    }

    private static void populate(Machine machine, Random random) throws IOException {
        for (int i = 0; i < FILES; i++) {
            String folder = pick(random, List.of("run", "etc", "lib"));
            String inner = random.nextInt(3) == 0 ? folder + "/" + pick(random, NAMES) : folder;
            String file = inner + "/" + pick(random, NAMES) + pick(random, EXTENSIONS);
            if ((isFree(machine, inner) || Files.isDirectory(machine.path(inner))) && isFree(machine, file)) {
                put(machine, file, random);
            }
        }
    }

    private static boolean isFree(Machine machine, String file) {
        return !Files.exists(machine.path(file), LinkOption.NOFOLLOW_LINKS);
    }

    private static void put(Machine machine, String file, Random random) throws IOException {
        switch (random.nextInt(8)) {
            case 0, 1, 2 -> machine.socket(file);
            case 3 -> machine.spec(file);
            case 4 -> machine.file(file, "nonsense");
            case 5 -> machine.folder(file);
            case 6 -> machine.link(file, machine.path("run/" + pick(random, NAMES) + ".sock"));
            default -> machine.link(file, machine.path("nowhere"));
        }
    }

    private static <T> T pick(Random random, List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
