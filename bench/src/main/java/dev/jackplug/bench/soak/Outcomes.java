package dev.jackplug.bench.soak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How an operation ends that meets a fault: what {@code docs/reliability.md} says. */
final class Outcomes {

    private static final Map<String, String> ALL = read();

    private Outcomes() {}

    static String of(Enum<?> fault, String operation) {
        String outcome = ALL.get(fault.name() + " " + operation);
        if (outcome == null) {
            throw new IllegalStateException(
                    "docs/reliability.md does not say how " + operation + " ends after " + fault);
        }
        return outcome.equals("goes on") ? Tally.ANSWER : outcome;
    }

    private static Map<String, String> read() {
        Map<String, String> all = new HashMap<>();
        List<String> operations = List.of();
        try {
            for (String line : Files.readAllLines(Path.of("docs", "reliability.md"))) {
                List<String> cells = Arrays.stream(line.split("\\|"))
                        .map(String::strip)
                        .skip(1)
                        .toList();
                if (line.startsWith("| Fault |")) {
                    operations = cells;
                } else if (line.matches("\\| `[A-Z0-9_]+` .*")) {
                    for (int i = 1; i < cells.size(); i++) {
                        all.put(cells.get(0).split("`", -1)[1] + " " + operations.get(i), cells.get(i));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }
}
