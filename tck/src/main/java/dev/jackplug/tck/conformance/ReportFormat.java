package dev.jackplug.tck.conformance;

import dev.jackplug.internal.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** How a report is written down. */
public enum ReportFormat {

    /**
     * {@code {plugin, passed, failed, known, skipped, checks: [{id, title, reference, verdict, evidence}]}}; {@code host} in the
     * place of {@code plugin} where a host was judged.
     */
    JSON(ReportFormat::json),

    /** A test suite, as build servers read it. */
    JUNIT(JUnitXml::of),

    /** A page that needs no other file. */
    HTML(HtmlPage::of);

    private final Function<Report, String> writer;

    ReportFormat(Function<Report, String> writer) {
        this.writer = writer;
    }

    /** The text of a report in this format. */
    public String write(Report report) {
        return writer.apply(report);
    }

    private static String json(Report report) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put(report.side().word(), report.subject());
        for (Verdict verdict : Verdict.values()) {
            object.put(verdict.word(), report.with(verdict).size());
        }
        object.put("checks", report.outcomes().stream().map(ReportFormat::row).toList());
        return new String(Json.write(object), StandardCharsets.UTF_8);
    }

    private static Map<String, String> row(Outcome outcome) {
        Map<String, String> row = new LinkedHashMap<>();
        row.put("id", outcome.check().id());
        row.put("title", outcome.check().title());
        row.put("reference", outcome.check().reference());
        row.put("verdict", outcome.verdict().word());
        row.put("evidence", outcome.evidence());
        return row;
    }
}
