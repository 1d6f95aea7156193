package dev.jackplug.cli;

import dev.jackplug.tck.conformance.Baseline;
import dev.jackplug.tck.conformance.Outcome;
import dev.jackplug.tck.conformance.Report;
import dev.jackplug.tck.conformance.ReportFormat;
import dev.jackplug.tck.conformance.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which checks are made, and where the report goes. */
final class ReportOptions {

    @Option(names = "--skip", paramLabel = "ID", description = "Do not make this check. Repeatable.")
    private final Set<String> skip = new HashSet<>();

    @Option(
            names = "--baseline",
            paramLabel = "FILE",
            description = "A report of before, as --json printed it: what failed there may fail again.")
    private @Nullable Path baseline;

    @Option(names = "--junit", paramLabel = "FILE", description = "Write the report as JUnit's XML, too.")
    private @Nullable Path junit;

    @Option(names = "--html", paramLabel = "FILE", description = "Write the report as one page of HTML, too.")
    private @Nullable Path html;

    @Option(
            names = {"-v", "--evidence"},
            description = "Show the evidence of what passed, too, and each check that is skipped.")
    private boolean evidence;

    /** Ids of checks that are not to be made. */
    Set<String> skip() {
        return skip;
    }

    /** The ids of what failed before; looked at first, so that a typo does not cost a run. */
    Set<String> baseline() throws IOException {
        if (baseline == null) {
            return Set.of();
        }
        try {
            return Baseline.failures(Files.readString(baseline));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(baseline + " is no report: " + e.getMessage(), e);
        }
    }

    /** Prints a report, writes it to the files that were asked for, and returns the exit code. */
    int tell(Report report, Console console) throws IOException {
        if (console.json()) {
            console.out().print(ReportFormat.JSON.write(report));
            console.out().flush();
        } else {
            report.outcomes().stream()
                    .filter(outcome -> evidence || outcome.verdict() != Verdict.SKIPPED)
                    .forEach(outcome -> print(outcome, console));
            if (!evidence) {
                printSkipped(report.with(Verdict.SKIPPED), console);
            }
            console.line(summary(report));
        }
        write(junit, ReportFormat.JUNIT, report);
        write(html, ReportFormat.HTML, report);
        return report.clean() ? Errors.FINE : Errors.UNHEALTHY;
    }

    private void print(Outcome outcome, Console console) {
        boolean passed = outcome.verdict() == Verdict.PASSED;
        console.line(String.format(
                "%-8s %-32s %s%s",
                outcome.verdict() == Verdict.FAILED
                        ? "FAILED"
                        : outcome.verdict().word(),
                outcome.check().id(),
                outcome.check().title(),
                passed ? "" : " (" + outcome.check().reference() + ")"));
        if (!passed || evidence) {
            console.line("         " + outcome.evidence());
        }
    }

    /** By reason: mostly they are many, for few reasons. */
    private static void printSkipped(List<Outcome> skipped, Console console) {
        Map<String, List<String>> byReason = skipped.stream()
                .collect(Collectors.groupingBy(
                        Outcome::evidence,
                        LinkedHashMap::new,
                        Collectors.mapping(outcome -> outcome.check().id(), Collectors.toList())));
        byReason.forEach((reason, ids) -> console.line(
                String.format("skipped  %-32s %s", ids.size() == 1 ? ids.get(0) : ids.size() + " checks", reason)));
    }

    private static String summary(Report report) {
        int known = report.with(Verdict.KNOWN).size();
        return report.subject() + ": " + report.with(Verdict.PASSED).size() + " passed, "
                + report.with(Verdict.FAILED).size() + " failed, "
                + (known == 0 ? "" : known + " known, ")
                + report.with(Verdict.SKIPPED).size() + " skipped";
    }

    private static void write(@Nullable Path file, ReportFormat format, Report report) throws IOException {
        if (file != null) {
            Files.writeString(file, format.write(report));
        }
    }
}
