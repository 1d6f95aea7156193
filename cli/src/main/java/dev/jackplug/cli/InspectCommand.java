package dev.jackplug.cli;

import dev.jackplug.host.Limits;
import dev.jackplug.host.PluginStatus;
import dev.jackplug.host.Plugins;
import dev.jackplug.host.State;
import dev.jackplug.protocol.DeadlineException;
import dev.jackplug.protocol.PluginException;
import dev.jackplug.protocol.PluginName;
import dev.jackplug.protocol.PluginNotFoundException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code jackplug inspect PLUGIN}: everything a host knows of one plugin. Exits 1 when it is not usable. */
@Command(
        description = "Print everything a host knows of one plugin: its file, address, state, manifest and limits.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {"  jackplug inspect sshfs", "  jackplug inspect sshfs --no-activate --json"})
final class InspectCommand extends PluginVerb {

    @Option(names = "--no-activate", description = "Look at the files alone; do not connect.")
    private boolean noActivate;

    @Parameters(paramLabel = "PLUGIN", description = "Name of the plugin.")
    private String name;

    InspectCommand() {
        super(HostOptions.activatingOne());
    }

    @Override
    public Integer call() {
        if (noActivate && options.waits()) {
            throw new IllegalArgumentException(
                    "--no-activate looks once at the files, and --wait waits for an answer; leave out one of them");
        }
        Console console = options.console();
        Map<String, Object> facts = options.withHost(name, this::look);
        if (console.json()) {
            console.json(facts);
        } else {
            print(console, facts);
        }
        return fine(State.valueOf(String.valueOf(facts.get("state")))) ? Errors.FINE : Errors.UNHEALTHY;
    }

    private Map<String, Object> look(Plugins plugins) {
        String known = options.name(plugins, name);
        if (!noActivate) {
            activate(plugins);
        }
        String entry = plugins.registry().find(new PluginName(known)).name();
        List<PluginStatus> entries = plugins.list().stream()
                .filter(status -> status.name().equals(entry))
                .toList();
        return facts(entries, plugins.limits(known));
    }

    private void activate(Plugins plugins) {
        try {
            options.get(plugins, name);
        } catch (DeadlineException e) {
            // Of what never came there is nothing to print.
            if (e.getCause() instanceof PluginNotFoundException) {
                throw e;
            }
        } catch (PluginException e) {
            // The state, printed below, says what went wrong.
        }
    }

    private boolean fine(State state) {
        return state == (noActivate ? State.DISCOVERED : State.ACTIVE);
    }

    private Map<String, Object> facts(List<PluginStatus> entries, Limits limits) {
        Map<String, Object> facts = Rows.json(Rows.renamed(entries.get(0), options.managed()::shown));
        facts.put(
                "shadows",
                entries.stream().skip(1).map(entry -> entry.file().toString()).toList());
        Map<String, Object> bounds = new LinkedHashMap<>();
        bounds.put("connect", limits.connect().toString());
        bounds.put("activation", limits.activation().toString());
        bounds.put("call", limits.call().toString());
        bounds.put("streamIdle", limits.streamIdle().toString());
        bounds.put("answerBytes", limits.answerBytes());
        bounds.put("callsInFlight", limits.callsInFlight());
        bounds.put("idleConnection", limits.idleConnection().toString());
        facts.put("limits", bounds);
        return facts;
    }

    private static String text(String iso) {
        return DurationConverter.text(Duration.parse(iso));
    }

    private static void print(Console console, Map<String, Object> facts) {
        facts.forEach((key, value) -> {
            if (value instanceof Map<?, ?> inner) {
                inner.forEach((what, bound) -> console.line(String.format(
                        "%-12s%-15s %s", "limit", what, bound instanceof String iso ? text(iso) : bound)));
            } else if (value instanceof List<?> list) {
                list.forEach(one -> console.line(String.format("%-12s%s", key, one)));
            } else if (!value.toString().isEmpty()) {
                console.line(String.format("%-12s%s", key, value));
            }
        });
    }
}
