package dev.jackplug.cli;

import dev.jackplug.cli.doctor.Diagnosis;
import dev.jackplug.cli.doctor.Doctor;
import dev.jackplug.cli.doctor.Finding;
import dev.jackplug.cli.doctor.Forecast;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code jackplug doctor [PLUGIN]}: why a plugin is not usable, or all of them slow. Exits 0 when it could look. */
@Command(
        description = "Say why a plugin is not usable, or the whole directory slow: cause, evidence, and a command that"
                + " mends it. Changes nothing.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {"  jackplug doctor", "  jackplug doctor sshfs --strict"})
final class DoctorCommand extends PluginVerb {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @Option(names = "--strict", description = "Exit 1 when anything was found.")
    private boolean strict;

    @Parameters(arity = "0..1", paramLabel = "PLUGIN", description = "Name of the plugin. All of them by default.")
    private @Nullable String name;

    DoctorCommand() {
        super(HostOptions.withoutHost());
    }

    @Override
    public Integer call() {
        Console console = options.console();
        Diagnosis diagnosis = examine(console);
        if (console.json()) {
            console.json(json(diagnosis));
        } else {
            print(console, diagnosis);
        }
        return strict && !diagnosis.findings().isEmpty() ? Errors.UNHEALTHY : Errors.FINE;
    }

    private Diagnosis examine(Console console) {
        Doctor doctor = new Doctor(options.directories(), options.surroundings(), options.timeout(PATIENCE));
        Progress progress = console.waitingFor(name == null ? "every plugin" : name);
        try {
            return name == null ? doctor.examine() : doctor.examine(name);
        } finally {
            progress.close();
        }
    }

    private static void print(Console console, Diagnosis diagnosis) {
        for (Finding finding : diagnosis.findings()) {
            console.line(finding.plugin() + ": " + finding.code().word());
            line(console, "cause", finding.cause());
            line(console, "evidence", finding.evidence());
            line(console, "fix", finding.fix());
            console.line("");
        }
        int healthy = diagnosis.healthy().size();
        console.line(
                healthy == 0 && diagnosis.findings().isEmpty()
                        ? "no plugins"
                        : "fine: " + (healthy == 0 ? "none" : String.join(", ", diagnosis.healthy())));
        console.line("dockerd, if it were started now:");
        Forecast.together(diagnosis.forecast()).forEach(line -> console.line("  " + line));
    }

    private static void line(Console console, String what, String text) {
        if (!text.isEmpty()) {
            console.line(String.format("  %-9s %s", what, text));
        }
    }

    private static Map<String, Object> json(Diagnosis diagnosis) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put(
                "findings",
                diagnosis.findings().stream().map(DoctorCommand::json).toList());
        all.put("healthy", diagnosis.healthy());
        all.put(
                "forecast",
                diagnosis.forecast().stream().map(DoctorCommand::json).toList());
        return all;
    }

    private static Map<String, Object> json(Finding finding) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("code", finding.code().word());
        row.put("plugin", finding.plugin());
        row.put("cause", finding.cause());
        row.put("evidence", finding.evidence());
        row.put("fix", finding.fix());
        return row;
    }

    private static Map<String, Object> json(Forecast forecast) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("command", forecast.command());
        row.put("outcome", forecast.outcome());
        row.put("seconds", forecast.seconds());
        return row;
    }
}
