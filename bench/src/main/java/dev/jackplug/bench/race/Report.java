package dev.jackplug.bench.race;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All rows of a run, for people, for programs, and as a verdict. */
record Report(List<Row> rows, Environment environment) {

    private static final List<String> HEADING =
            List.of("WORK", "CALLERS", "METRIC", "OURS", "THEIRS", "RATIO", "QUARTILES", "GOAL", "MET");

    /** 1 if a row misses its goal, 3 if none does but some row allows no verdict, 0 otherwise. */
    int verdict() {
        if (rows.stream().anyMatch(row -> row.steady() && !row.met())) {
            return 1;
        }
        return rows.stream().allMatch(Row::steady) ? 0 : 3;
    }

    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("rows", rows.stream().map(Report::json).toList());
        json.put("environment", environment.facts());
        return json;
    }

    private static Map<String, @Nullable Object> json(Row row) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("work", row.work());
        json.put("callers", row.callers());
        json.put("metric", row.metric());
        json.put("median", row.ratio().median());
        json.put("low", row.ratio().low());
        json.put("high", row.ratio().high());
        json.put("goal", row.goal().map(Goal::toString).orElse(null));
        json.put("met", row.met());
        json.put("steady", row.steady());
        json.put("ours", row.ours());
        json.put("theirs", row.theirs());
        json.put("unit", row.unit());
        return json;
    }

    /** Aligned columns, and the environment below. */
    String table() {
        List<List<String>> cells = new ArrayList<>(List.of(HEADING));
        rows.forEach(row -> cells.add(Figures.cells(row)));
        StringBuilder text = new StringBuilder(aligned(cells)).append('\n');
        List<List<String>> facts = new ArrayList<>();
        environment.facts().forEach((name, fact) -> facts.add(List.of(name, fact)));
        return text.append(aligned(facts)).toString();
    }

    private static String aligned(List<List<String>> lines) {
        StringBuilder text = new StringBuilder();
        for (List<String> line : lines) {
            StringBuilder padded = new StringBuilder();
            for (int i = 0; i < line.size(); i++) {
                padded.append(line.get(i))
                        .append(" ".repeat(width(lines, i) - line.get(i).length() + 2));
            }
            text.append(padded.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private static int width(List<List<String>> lines, int column) {
        return lines.stream().mapToInt(line -> line.get(column).length()).max().orElse(0);
    }
}
