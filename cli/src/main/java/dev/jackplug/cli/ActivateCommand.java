package dev.jackplug.cli;

import dev.jackplug.host.Plugin;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code jackplug activate PLUGIN}: the handshake, and what the plugin says it implements. */
@Command(
        description = "Shake hands with a plugin and print what it implements.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {"  jackplug activate sshfs", "  jackplug activate sshfs --wait 30s"})
final class ActivateCommand extends PluginVerb {

    @Parameters(paramLabel = "PLUGIN", description = "Name of the plugin.")
    private String name;

    ActivateCommand() {
        super(HostOptions.activatingOne());
    }

    @Override
    public Integer call() {
        Console console = options.console();
        print(console, options.withHost(name, plugins -> options.get(plugins, name)));
        return Errors.FINE;
    }

    private void print(Console console, Plugin plugin) {
        String shown = options.managed().shown(plugin.name());
        plugin.warnings().forEach(console::warning);
        if (console.json()) {
            Map<String, Object> answer = new LinkedHashMap<>();
            answer.put("name", shown);
            answer.put("address", plugin.address().toString());
            answer.put("subsystems", plugin.manifest().implemented());
            answer.put("warnings", plugin.warnings());
            console.json(answer);
        } else {
            console.line(shown + " at " + plugin.address() + " implements "
                    + (plugin.manifest().implemented().isEmpty()
                            ? "nothing"
                            : String.join(", ", plugin.manifest().implemented())));
        }
    }
}
