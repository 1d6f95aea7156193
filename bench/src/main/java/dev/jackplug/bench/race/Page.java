package dev.jackplug.bench.race;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** {@code docs/benchmarks.md}: an introduction, what it ran on, every row, and what explains those that miss their goal. */
final class Page {

    private static final Path PAGE = Path.of("docs", "benchmarks.md");
    private static final Path INTRODUCTION = Path.of("docs", "benchmarks", "intro.md");
    private static final Path MISSED = Path.of("docs", "benchmarks", "missed.tsv");

    private Page() {}

    static void write(Report report) throws IOException {
        Files.writeString(PAGE, text(report, Files.readString(INTRODUCTION), Files.readAllLines(MISSED)));
    }

    /**
     * The page.
     *
     * @param missed lines of work, callers, metric and the text that explains why the goal is missed, with tabs between
     */
    static String text(Report report, String introduction, List<String> missed) {
        Map<String, List<Row>> works = report.rows().stream()
                .collect(Collectors.groupingBy(Row::work, LinkedHashMap::new, Collectors.toList()));
        return introduction
                + "\n## What it ran on\n\n| | |\n|---|---|\n"
                + report.environment().facts().entrySet().stream()
                        .map(fact -> line(List.of(fact.getKey(), fact.getValue())))
                        .collect(Collectors.joining())
                + works.entrySet().stream()
                        .map(work -> section(work.getKey(), work.getValue()))
                        .collect(Collectors.joining())
                + explained(report.rows(), missed);
    }

    private static String section(String work, List<Row> rows) {
        return "\n## " + Character.toUpperCase(work.charAt(0)) + work.substring(1)
                + "\n\n| Callers | Metric | ours | theirs | Ratio | Quartiles | Goal | met |\n"
                + "|---|---|---|---|---|---|---|---|\n"
                + rows.stream()
                        .map(Figures::cells)
                        .map(cells -> line(cells.subList(1, cells.size())))
                        .collect(Collectors.joining());
    }

    private static String line(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }

    private static String explained(List<Row> rows, List<String> missed) {
        String lines = rows.stream()
                .filter(row -> !row.met())
                .map(row -> "- %s, %d, %s: %s\n"
                        .formatted(row.work(), row.callers(), row.metric(), explanation(row, missed)))
                .collect(Collectors.joining());
        return lines.isEmpty() ? "" : "\n## Goals that are missed\n\n" + lines;
    }

    private static String explanation(Row row, List<String> missed) {
        String place = row.work() + "\t" + row.callers() + "\t" + row.metric() + "\t";
        return missed.stream()
                .filter(line -> line.startsWith(place))
                .map(line -> line.substring(place.length()))
                .findFirst()
                .orElse("nothing explains it yet");
    }
}
