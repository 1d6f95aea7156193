package dev.jackplug.tck.conformance;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A report as a page that needs no other file, no script, and no network. */
final class HtmlPage {

    private static final String STYLE = """
            :root { color-scheme: light dark; font: 15px/1.45 system-ui, sans-serif; }
            body { max-width: 72rem; margin: 2rem auto; padding: 0 1rem; }
            h1 { font-size: 1.4rem; } h2 { font-size: 1.1rem; margin-top: 2rem; }
            table { border-collapse: collapse; width: 100%; }
            td, th { text-align: left; vertical-align: top; padding: .35rem .6rem; border-bottom: 1px solid #8884; }
            th { font-weight: 600; }
            code { font: 12.5px/1.4 ui-monospace, monospace; overflow-wrap: anywhere; }
            .passed b { color: #1a7f37; } .failed b { color: #cf222e; } .known b, .skipped b { color: #9a6700; }
            td:first-child { width: 5rem; } td:nth-child(2) { width: 24rem; } small { opacity: .7; }
            """;

    private HtmlPage() {}

    static String of(Report report) {
        String title = "Conformance of the " + report.side().word() + " " + report.subject();
        return """
                <!doctype html>
                <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%1$s</title>
                <style>
                %2$s</style></head><body>
                <h1>%1$s</h1>
                <p>%3$s</p>
                %4$s</body></html>
                """.formatted(escaped(title), STYLE, counts(report), tables(report));
    }

    private static String counts(Report report) {
        return Stream.of(Verdict.values())
                .map(verdict -> "<b>" + report.with(verdict).size() + "</b> " + verdict.word())
                .collect(Collectors.joining(" &middot; "));
    }

    /** What failed comes first. */
    private static String tables(Report report) {
        return Stream.of(Verdict.FAILED, Verdict.KNOWN, Verdict.PASSED, Verdict.SKIPPED)
                .filter(verdict -> !report.with(verdict).isEmpty())
                .map(verdict -> table(report, verdict))
                .collect(Collectors.joining());
    }

    private static String table(Report report, Verdict verdict) {
        return "<h2>" + Character.toUpperCase(verdict.word().charAt(0))
                + verdict.word().substring(1) + "</h2>\n"
                + "<table><tr><th>Verdict</th><th>Check</th><th>Evidence</th></tr>\n"
                + report.with(verdict).stream().map(HtmlPage::row).collect(Collectors.joining())
                + "</table>\n";
    }

    private static String row(Outcome outcome) {
        Check check = outcome.check();
        return "<tr class=\"%s\" id=\"%s\"><td><b>%1$s</b></td><td>%s<br><small>%2$s &middot; %s</small></td><td><code>%s</code></td></tr>%n"
                .formatted(
                        outcome.verdict().word(),
                        escaped(check.id()),
                        escaped(check.title()),
                        escaped(check.reference()),
                        escaped(outcome.evidence()));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
