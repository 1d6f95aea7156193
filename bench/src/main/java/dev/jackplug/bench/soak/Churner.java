package dev.jackplug.bench.soak;

import dev.jackplug.host.Plugins;
import dev.jackplug.tck.PlaceFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Files that announce plugins appear, change and disappear, under twenty names in turn: each is what it says. */
final class Churner {

    private static final int NAMES = 20;

    /** How often a file changes before it is the next one's turn. */
    private static final int CHANGES = 5;

    private static final String GONE = "PluginNotFoundException";

    /** Nobody minds a file that may not be read who is root. */
    private static final List<PlaceFault> FAULTS = Arrays.stream(PlaceFault.values())
            .filter(fault -> fault != PlaceFault.UNREADABLE_SPEC)
            .toList();

    private final Path folder;
    private final Tally tally;
    private final Plugins plugins;
    private final String served;
    private final Random random = new Random(1);
    private int number;

    /** What can be expected: what the file said earlier, too, because an attempt may have begun then, which is shared. */
    private final Set<String> expected = new HashSet<>();

    Churner(Path folder, Tally tally, Plugins plugins, String served) {
        this.folder = folder;
        this.tally = tally;
        this.plugins = plugins;
        this.served = served;
    }

    void step() throws IOException {
        String name = "file-" + number / CHANGES % NAMES;
        if (number++ % CHANGES == 0) {
            expected.clear();
            expected.add(GONE);
        }
        remove(name);
        if (number % CHANGES != 0) {
            expected.add(put(name));
        }
        tally.call(name, expected, () -> plugins.get(name));
    }

    private String put(String name) throws IOException {
        return switch (random.nextInt(6)) {
            case 0, 1 -> write(name + ".spec", served, Tally.ANSWER);
            case 2 -> write(name + ".json", "{\"Addr\":\"" + served + "\"}", Tally.ANSWER);
            case 3 -> write(name + ".spec", "tcp://127.0.0.1:1", "ActivationException");
            case 4 -> write(name + ".json", "{\"Addr\":", "MalformedEntryException");
            default -> putFault(name);
        };
    }

    private String write(String file, String text, String outcome) throws IOException {
        // A host must never see half of it: written beside, then moved.
        Path whole = Files.writeString(folder.resolve("." + file + ".new"), text);
        Files.move(whole, folder.resolve(file));
        return outcome;
    }

    private String putFault(String name) throws IOException {
        PlaceFault fault = FAULTS.get(random.nextInt(FAULTS.size()));
        fault.putInto(folder, name);
        return Outcomes.of(fault, "ACTIVATE");
    }

    private void remove(String name) throws IOException {
        for (String ending : new String[] {".sock", ".spec", ".json"}) {
            Files.deleteIfExists(folder.resolve(name + ending));
        }
    }
}
