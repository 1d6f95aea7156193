package dev.jackplug.tck.conformance;

import dev.jackplug.internal.json.Json;
import dev.jackplug.internal.json.JsonException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What failed before: a report written as {@link ReportFormat#JSON}, kept to tell new failures from old ones. */
public final class Baseline {

    private static final Set<String> FAILURES = Set.of(Verdict.FAILED.word(), Verdict.KNOWN.word());

    private Baseline() {}

    /**
     * The ids of the checks that failed.
     *
     * @throws IllegalArgumentException if the text is no report
     */
    public static Set<String> failures(String json) {
        Set<String> ids = new HashSet<>();
        for (Object check : checks(json)) {
            if (!(check instanceof Map<?, ?> row) || !(row.get("id") instanceof String id)) {
                throw new IllegalArgumentException("a check without an id: " + check);
            }
            if (row.get("verdict") instanceof String verdict && FAILURES.contains(verdict)) {
                ids.add(id);
            }
        }
        return ids;
    }

    private static List<?> checks(String json) {
        try {
            if (Json.read(json.getBytes(StandardCharsets.UTF_8), Object.class) instanceof Map<?, ?> report
                    && report.get("checks") instanceof List<?> checks) {
                return checks;
            }
        } catch (JsonException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
        throw new IllegalArgumentException("no \"checks\" in it: a baseline is what jackplug verify --json printed");
    }
}
