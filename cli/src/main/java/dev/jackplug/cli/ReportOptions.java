package dev.jackplug.cli;

import dev.jackplug.tck.conformance.Baseline;
import dev.jackplug.tck.conformance.Outcome;
import dev.jackplug.tck.conformance.Report;
import dev.jackplug.tck.conformance.ReportFormat;
import dev.jackplug.tck.conformance.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
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

    /** Looks at the files that were named, before the run, so that a typo does not cost one. */
    Before before() {
        Map<ReportFormat, OutputFile> files = new EnumMap<>(ReportFormat.class);
        if (junit != null) {
            files.put(ReportFormat.JUNIT, new OutputFile("--junit", junit));
        }
        if (html != null) {
            files.put(ReportFormat.HTML, new OutputFile("--html", html));
        }
        return new Before(baseline == null ? Set.of() : failures(baseline), files);
    }

    /**
     * What is known before the run.
     *
     * @param known the ids of what failed before
     * @param files where the report goes
     */
    record Before(Set<String> known, Map<ReportFormat, OutputFile> files) {}

    private static Set<String> failures(Path baseline) {
        try {
            return Baseline.failures(Files.readString(baseline));
        } catch (IOException e) {
            throw new IllegalArgumentException("--baseline " + baseline + ": " + Cause.of(baseline, e), e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(baseline + " is no report: " + e.getMessage(), e);
        }
    }

    /** Prints a report, less what was known, writes it to the files that were asked for, and returns the exit code. */
    int tell(Report whole, Before before, Console console) {
        Report report = whole.besides(before.known());
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
        before.files().forEach((format, file) -> file.write(format.write(report)));
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
}
