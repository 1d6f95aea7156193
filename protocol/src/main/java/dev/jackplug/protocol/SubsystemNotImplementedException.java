package dev.jackplug.protocol;

import java.util.List;

/** The plugin is active and its manifest does not list the subsystem. */
public final class SubsystemNotImplementedException extends PluginException {

    private final String subsystem;

    public SubsystemNotImplementedException(Target target, String subsystem, List<String> implemented) {
        super(
                target,
                "plugin does not implement the requested driver: " + subsystem + "; its manifest lists "
                        + (implemented.isEmpty() ? "nothing" : String.join(", ", implemented)),
                "Letter case matters; ask for one of those, or use another plugin",
                null);
        this.subsystem = subsystem;
    }

    /** The subsystem that was asked for. */
    public String subsystem() {
        return subsystem;
    }

    @Override
    public String code() {
        return "subsystem-not-implemented";
    }
}
