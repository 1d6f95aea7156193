package dev.jackplug.engines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jackplug.tck.conformance.Check;
import dev.jackplug.tck.conformance.Outcome;
import dev.jackplug.tck.conformance.Report;
import dev.jackplug.tck.conformance.Verdict;
import java.io.IOException;
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

    /** Notes a report, and fails when a verdict is not what is known of that plugin or host. */
    static void saw(String subject, Report report) throws IOException {
        String file = report.side().word() + "-" + subject.replace(' ', '-') + ".tsv";
        StringBuilder rows = new StringBuilder();
        for (Outcome outcome : report.outcomes()) {
            Check check = outcome.check();
            String evidence = outcome.verdict() == Verdict.PASSED ? "" : general(outcome.evidence());
            rows.append(String.join(
                            "\t",
                            check.id(),
                            check.title(),
                            check.reference(),
                            outcome.verdict().word(),
                            evidence))
                    .append('\n');
        }
        Files.createDirectories(SEEN);
        Files.writeString(SEEN.resolve(file), rows);
        if (Files.exists(EXPECTED.resolve(file))) {
            assertThat(verdicts(Files.readAllLines(SEEN.resolve(file))))
                    .as("%s (if that is right: java docs/conformance/ConformancePage.java)", subject)
                    .isEqualTo(verdicts(Files.readAllLines(EXPECTED.resolve(file))));
        }
    }

    private static Map<String, String> verdicts(List<String> rows) {
        Map<String, String> verdicts = new TreeMap<>();
        rows.stream().map(row -> row.split("\t", -1)).forEach(cells -> verdicts.put(cells[0], cells[3]));
        return verdicts;
    }

    /** Without what differs from run to run, and on one line. */
    private static String general(String evidence) {
        return evidence.replaceAll("\\s+", " ")
                .replaceAll("\\b[0-9a-f]{64}\\b", "ID")
                .replaceAll("jackplug-verify-[0-9a-f]+", "jackplug-verify-1")
                .replaceAll("/tmp/[\\w./-]+", "PATH")
                .replaceAll("after \\d+\\.\\d s", "after a while")
                .replaceAll("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+(Z|[+-][\\d:]+)", "TIME");
    }
}
