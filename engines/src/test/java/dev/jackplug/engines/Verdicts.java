package dev.jackplug.engines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jackplug.internal.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the conformance kit says of plugins and hosts. It is held against {@code docs/conformance/*.tsv}, of which {@code
 * docs/conformance.md} is made: another verdict than stands there fails the test.
 */
final class Verdicts {

    private static final Path SEEN = Path.of("target", "conformance");
    private static final Path EXPECTED = Path.of(System.getenv("JACKPLUG_ROOT"), "docs", "conformance");

    private Verdicts() {}

    /**
     * Notes a report, and fails when a verdict is not what is known of that plugin or host.
     *
     * @param side plugin or host
     * @param json the report as {@code jackplug verify --json} prints it
     */
    static void saw(String side, String subject, String json) throws IOException {
        Path file = Path.of(side + "-" + subject.replace(' ', '-') + ".tsv");
        StringBuilder rows = new StringBuilder();
        Map<?, ?> report = (Map<?, ?>) Json.read(json.getBytes(StandardCharsets.UTF_8), Object.class);
        for (Object check : (List<?>) report.get("checks")) {
            rows.append(row((Map<?, ?>) check)).append('\n');
        }
        Files.createDirectories(SEEN);
        Files.writeString(SEEN.resolve(file), rows);
        if (Files.exists(EXPECTED.resolve(file))) {
            assertThat(verdicts(SEEN.resolve(file)))
                    .as("%s (if that is right: java docs/conformance/ConformancePage.java)", subject)
                    .isEqualTo(verdicts(EXPECTED.resolve(file)));
        }
    }

    private static String row(Map<?, ?> check) {
        boolean passed = "passed".equals(check.get("verdict"));
        String evidence = passed ? "" : general((String) check.get("evidence"));
        return "%s\t%s\t%s\t%s\t%s"
                .formatted(check.get("id"), check.get("title"), check.get("reference"), check.get("verdict"), evidence);
    }

    private static Map<String, String> verdicts(Path file) throws IOException {
        Map<String, String> verdicts = new TreeMap<>();
        for (String row : Files.readAllLines(file)) {
            String[] cells = row.split("\t", -1);
            verdicts.put(cells[0], cells[3]);
        }
        return verdicts;
    }

    /** On one line, and without what differs from run to run. */
    private static String general(String evidence) {
        return evidence.replaceAll("\\s+", " ")
                .replaceAll("\\b[0-9a-f]{64}\\b", "ID")
                .replaceAll("jackplug-verify-[0-9a-f]+", "jackplug-verify-1")
                .replaceAll("jpvolume\\d+", "VOLUME")
                .replaceAll("/tmp/[\\w./-]+", "PATH")
                .replaceAll("after \\d+\\.\\d s", "after a while")
                .replaceAll("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+(Z|[+-][\\d:]+)", "TIME");
    }
}
