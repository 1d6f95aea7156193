package dev.jackplug.protocol;

import java.util.List;

/**
 * A plugin's answer to {@code Plugin.Activate}: the subsystems it implements (protocol §2.1).
 *
 * @param implemented the words of {@code Implements}, as they came; empty when the plugin named none
 */
public record Manifest(@Key("Implements") List<String> implemented) {

    /** The method of the handshake. */
    public static final String ACTIVATE = "Plugin.Activate";

    public Manifest {
        implemented = List.copyOf(implemented);
    }

    /** Whether the plugin implements the subsystem; the comparison is exact, letter case included. */
    public boolean lists(String subsystem) {
        return implemented.contains(subsystem);
    }
}
