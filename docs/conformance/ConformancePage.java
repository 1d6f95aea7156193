import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes {@code docs/conformance.md}: what the conformance kit says of plugins and hosts, and how much of what is wrong it notices.
 *
 * <p>Run {@code java docs/conformance/ConformancePage.java} after the engine tests and the tests of mutants: what they saw replaces
 * {@code docs/conformance/*.tsv}, and the page is made of these tables. With {@code --check} nothing is written, and a page that
 * does not agree with the tables is an error.
 */
public final class ConformancePage {

    private static final Path TABLES = Path.of("docs", "conformance");
    private static final Path PAGE = Path.of("docs", "conformance.md");

    private record Row(String id, String title, String reference, String verdict, String evidence) {
        static Row of(String line) {
            String[] cells = line.split("\t", -1);
            return new Row(cells[0], cells[1], cells[2], cells[3], cells[4]);
        }
    }

    /** A plugin or a host, and what was said of it. */
    private record Judged(String name, Map<String, Row> rows) {
        long count(String verdict) {
            return rows.values().stream().filter(row -> row.verdict().equals(verdict)).count();
        }
    }

    private record Mutant(String item, String operator, String name, String wrong, String caughtBy) {
        boolean missed() {
            return caughtBy.equals("missed");
        }
    }

    public static void main(String[] arguments) throws IOException {
        List<String> given = List.of(arguments);
        if (!given.isEmpty() && !given.equals(List.of("--check"))) {
            System.err.println("usage: java docs/conformance/ConformancePage.java [--check]");
            System.exit(2);
        }
        if (!Files.isDirectory(TABLES)) {
            System.err.println("run it from the top of the repository: there is no " + TABLES + " here");
            System.exit(2);
        }
        if (given.isEmpty()) {
            takeOver(Path.of("engines", "target", "conformance"));
            takeOver(Path.of("cli", "target", "conformance"));
            Files.writeString(PAGE, page(), UTF_8);
        } else if (!Files.exists(PAGE) || !Files.readString(PAGE, UTF_8).equals(page())) {
            System.err.println(PAGE + " does not agree with " + TABLES + ": run java docs/conformance/ConformancePage.java");
            System.exit(1);
        }
    }

    private static void takeOver(Path seen) throws IOException {
        if (Files.isDirectory(seen)) {
            for (Path file : files(seen, "")) {
                Files.writeString(TABLES.resolve(file.getFileName()), Files.readString(file, UTF_8), UTF_8);
            }
        }
    }

    private static List<Path> files(Path folder, String prefix) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches(prefix + ".*\\.tsv"))
                    .sorted()
                    .toList();
        }
    }

    private static String page() throws IOException {
        List<Judged> plugins = judged("plugin-");
        List<Judged> hosts = judged("host-");
        return Files.readString(TABLES.resolve("intro.md"), UTF_8)
                + "\n## Plugins\n\n" + Files.readString(TABLES.resolve("plugins.md"), UTF_8) + "\n" + summary(plugins) + failures(plugins)
                + "\n## Hosts\n\n" + Files.readString(TABLES.resolve("hosts.md"), UTF_8) + "\n" + summary(hosts) + failures(hosts)
                + "\n## Mutants\n\n" + Files.readString(TABLES.resolve("mutants.md"), UTF_8) + "\n" + mutants()
                + "\n## Every check of plugins\n\n" + checks(plugins)
                + "\n## Every check of hosts\n\n" + checks(hosts);
    }

    private static List<Judged> judged(String prefix) throws IOException {
        List<Judged> all = new ArrayList<>();
        for (Path file : files(TABLES, prefix)) {
            Map<String, Row> rows = new LinkedHashMap<>();
            Files.readAllLines(file, UTF_8).stream().map(Row::of).forEach(row -> rows.put(row.id(), row));
            String name = file.getFileName().toString();
            all.add(new Judged(name.substring(prefix.length(), name.length() - ".tsv".length()).replaceFirst("^example-", "examples/"), rows));
        }
        return all;
    }

    private static String summary(List<Judged> all) {
        return "| | passed | failed | skipped |\n|---|---|---|---|\n"
                + all.stream()
                        .map(one -> "| %s | %d | %d | %d |\n"
                                .formatted(one.name(), one.count("passed"), one.count("failed"), one.count("skipped")))
                        .collect(Collectors.joining());
    }

    private static String failures(List<Judged> all) {
        StringBuilder text = new StringBuilder();
        for (Judged one : all) {
            List<Row> failed = one.rows().values().stream().filter(row -> row.verdict().equals("failed")).toList();
            if (!failed.isEmpty()) {
                text.append("\n### What fails with ").append(one.name()).append("\n\n| Check | Evidence |\n|---|---|\n");
                failed.forEach(row -> text.append("| %s (`%s`, %s) | %s |\n"
                        .formatted(cell(row.title()), row.id(), row.reference(), code(row.evidence()))));
            }
        }
        return text.toString();
    }

    private static String checks(List<Judged> all) {
        Map<String, Row> rows = new LinkedHashMap<>();
        all.forEach(one -> one.rows().forEach(rows::putIfAbsent));
        StringBuilder text = new StringBuilder("| Check | What is right | Reference |");
        all.forEach(one -> text.append(' ').append(one.name()).append(" |"));
        text.append("\n|---|---|---|").append("---|".repeat(all.size())).append('\n');
        for (Row row : rows.values()) {
            text.append("| `%s` | %s | %s |".formatted(row.id(), cell(row.title()), row.reference()));
            for (Judged one : all) {
                text.append(' ').append(mark(one.rows().get(row.id()))).append(" |");
            }
            text.append('\n');
        }
        return text.toString();
    }

    private static String mark(Row row) {
        return switch (row == null ? "" : row.verdict()) {
            case "passed" -> "yes";
            case "failed" -> "**no**";
            default -> "";
        };
    }

    private static String mutants() throws IOException {
        List<Mutant> all = Files.readAllLines(TABLES.resolve("mutants.tsv"), UTF_8).stream()
                .map(line -> line.split("\t", -1))
                .map(cells -> new Mutant(cells[0], cells[1], cells[2], cells[3], cells[4]))
                .toList();
        long caught = all.stream().filter(mutant -> !mutant.missed()).count();
        Map<String, String> reasons = Files.readAllLines(TABLES.resolve("missed.tsv"), UTF_8).stream()
                .map(line -> line.split("\t", -1))
                .collect(Collectors.toMap(cells -> cells[0], cells -> cells[1]));
        return "**%d of %d are caught, %d %%.**\n\n".formatted(caught, all.size(), 100 * caught / all.size())
                + byOperator(all)
                + "\nNot caught:\n\n| Item | Mutant | Why |\n|---|---|---|\n"
                + all.stream()
                        .filter(Mutant::missed)
                        .map(mutant -> "| %s | %s | %s |\n".formatted(mutant.item(), cell(mutant.wrong()), cell(reasons.get(mutant.name()))))
                        .collect(Collectors.joining());
    }

    private static String byOperator(List<Mutant> all) {
        Map<String, List<Mutant>> byOperator = all.stream().collect(Collectors.groupingBy(Mutant::operator, TreeMap::new, Collectors.toList()));
        return "| What is wrong | Mutants | caught |\n|---|---|---|\n"
                + byOperator.entrySet().stream()
                        .map(entry -> "| %s | %d | %d |\n".formatted(
                                entry.getKey().toLowerCase().replace('_', ' '),
                                entry.getValue().size(),
                                entry.getValue().stream().filter(mutant -> !mutant.missed()).count()))
                        .collect(Collectors.joining());
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("<", "&lt;");
    }

    /** Evidence may hold backticks of its own. */
    private static String code(String text) {
        String shown = text.length() > 400 ? text.substring(0, 400) + "..." : text;
        return "`` " + shown.replace("|", "\\|") + " ``";
    }
}
