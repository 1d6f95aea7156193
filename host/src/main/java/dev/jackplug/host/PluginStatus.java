package dev.jackplug.host;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * How one entry of the registry stands, at one moment. Immutable.
 *
 * @param name name of the plugin
 * @param state the state
 * @param reason why it is in that state, in one sentence; empty when there is nothing to say
 * @param address where it listens; empty when the file does not say
 * @param file the file that announces it
 * @param subsystems what its manifest lists; empty unless active
 * @param warnings what is odd about it though it can be used
 * @param since when it entered the state; {@link Instant#EPOCH} when that is not known
 */
public record PluginStatus(
        String name,
        State state,
        String reason,
        String address,
        Path file,
        List<String> subsystems,
        List<String> warnings,
        Instant since) {

    public PluginStatus {
        subsystems = List.copyOf(subsystems);
        warnings = List.copyOf(warnings);
    }
}
