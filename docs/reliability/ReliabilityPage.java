import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes the tables of {@code docs/reliability.md}: how each operation ends that meets a fault, as the last run of the unit
 * tests saw it. The text of the page is {@code docs/reliability/intro.md}.
 *
 * <p>Run {@code java docs/reliability/ReliabilityPage.java} after {@code ./verify --quick}; with {@code --check} nothing is
 * written, and a page that does not agree with the run is an error.
 */
public final class ReliabilityPage {
    private static final List<String> OPERATIONS =
            List.of("ACTIVATE", "ALL", "HANDLE", "WATCH", "CALL", "STREAM", "SEND_FILE", "SERVE");
    private static final Path PAGE = Path.of("docs", "reliability.md");

    public static void main(String[] arguments) throws IOException {
        boolean check = List.of(arguments).equals(List.of("--check"));
        if (arguments.length > 0 && !check) {
            System.err.println("usage: java docs/reliability/ReliabilityPage.java [--check]");
            System.exit(2);
        }
        String text = Files.readString(Path.of("docs", "reliability", "intro.md"), UTF_8) + tables();
        if (!check) {
            Files.writeString(PAGE, text, UTF_8);
        } else if (!Files.exists(PAGE) || !Files.readString(PAGE, UTF_8).equals(text)) {
            System.err.println(PAGE + " does not agree with the run: run java docs/reliability/ReliabilityPage.java");
            System.exit(1);
        }
    }

    private static String tables() throws IOException {
        // table -> fault and sentence -> operation -> outcome
        Map<String, Map<String, Map<String, String>>> seen = new LinkedHashMap<>();
        for (String module : List.of("host", "sdk")) {
            for (String line : Files.readAllLines(Path.of(module, "target", "reliability-seen.tsv"), UTF_8)) {
                String[] cells = line.split("\t", -1);
                seen.computeIfAbsent(cells[0], any -> new TreeMap<>())
                        .computeIfAbsent("`" + cells[1] + "` " + cells[2], any -> new LinkedHashMap<>())
                        .put(cells[3], cells[4]);
            }
        }
        StringBuilder text = new StringBuilder();
        new TreeMap<>(seen).forEach((table, faults) -> text.append(table(table, faults)));
        return text.toString();
    }

    private static String table(String title, Map<String, Map<String, String>> faults) {
        List<String> operations = new ArrayList<>(OPERATIONS);
        operations.removeIf(operation -> faults.values().stream().noneMatch(row -> row.containsKey(operation)));
        StringBuilder text = new StringBuilder("\n## " + title + "\n\n| Fault |");
        operations.forEach(operation -> text.append(" ").append(operation).append(" |"));
        text.append("\n|---|").append("---|".repeat(operations.size())).append("\n");
        faults.forEach((fault, row) -> {
            text.append("| ").append(fault).append(" |");
            operations.forEach(operation -> text.append(" ").append(row.getOrDefault(operation, "-")).append(" |"));
            text.append("\n");
        });
        return text.toString();
    }
}
