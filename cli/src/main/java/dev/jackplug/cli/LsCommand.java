package dev.jackplug.cli;

import dev.jackplug.host.PluginStatus;
import dev.jackplug.host.Plugins;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** {@code jackplug ls}: every plugin and how it stands. Exits 0 when it could look, however sick the plugins. */
final class LsCommand extends PluginVerb {

    private static final Duration BUDGET = Duration.ofSeconds(2);

    private final OptionSpec noActivate = OptionSpec.builder("--no-activate")
            .type(boolean.class)
            .description("Look at the files alone; connect to no plugin.")
            .build();

    LsCommand() {
        super(HostOptions.activating());
    }

    /** The command, which is read from no annotations: {@link HostOptions} says why. */
    CommandSpec spec() {
        CommandSpec spec = Main.spec(
                this, "List every plugin, activate them side by side, and say how each one stands; the worst first.");
        spec.usageMessage()
                .footerHeading("%nExamples:%n")
                .footer("  jackplug ls", "  jackplug ls --no-activate --json");
        return spec.addOption(noActivate);
    }

    @Override
    public Integer call() {
        Console console = options.console();
        List<PluginStatus> plugins = options.withHost("every plugin", this::look);
        options.managed().warning().ifPresent(console::warning);
        if (console.json()) {
            console.json(plugins.stream().map(Rows::json).toList());
        } else if (plugins.isEmpty()) {
            console.line("no plugins");
        } else {
            List<List<String>> rows = new ArrayList<>(List.of(Rows.HEADING));
            plugins.forEach(plugin -> rows.add(Rows.cells(plugin)));
            console.table(rows);
        }
        return Errors.FINE;
    }

    private List<PluginStatus> look(Plugins plugins) {
        List<PluginStatus> found =
                Boolean.TRUE.equals(noActivate.getValue()) ? plugins.list() : plugins.probe(options.timeout(BUDGET));
        return found.stream()
                .map(status -> Rows.renamed(status, options.managed()::shown))
                .sorted(Rows.WORST_FIRST)
                .toList();
    }
}
