package dev.jackplug.tck.conformance.plugin;

import dev.jackplug.protocol.Address;
import dev.jackplug.tck.ScriptedPlugin;
import dev.jackplug.tck.SocketFolder;
import dev.jackplug.tck.conformance.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Judges a volume plugin by one rule. */
final class OneRule {

    static final Duration LIMIT = Duration.ofSeconds(30);

    private OneRule() {}

    /** What the rule says of a plugin that is right but for what is done to it. */
    static Outcome judged(String id, RightVolumes volumes, Consumer<ScriptedPlugin> change) throws IOException {
        return judged(id, volumes, change, LIMIT);
    }

    static Outcome judged(String id, RightVolumes volumes, Consumer<ScriptedPlugin> change, Duration limit)
            throws IOException {
        try (SocketFolder folder = SocketFolder.create();
                ScriptedPlugin plugin = volumes.on(ScriptedPlugin.onSocket(folder.socket()))) {
            change.accept(plugin);
            PluginKit.Settings settings =
                    new PluginKit.Settings(Address.parse(plugin.address()), true, Map.of(), Set.of(), limit);
            try (Subject subject = new Subject(settings, null)) {
                // For the checks that look back at what was answered.
                subject.call("VolumeDriver.List", "{}");
                return PluginKit.outcome(rule(id), subject);
            }
        }
    }

    static Rule rule(String id) {
        return PluginKit.RULES.stream()
                .filter(rule -> rule.check().id().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
