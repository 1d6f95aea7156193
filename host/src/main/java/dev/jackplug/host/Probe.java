package dev.jackplug.host;

import dev.jackplug.protocol.PluginException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What asking every plugin for a subsystem gave. Immutable.
 *
 * @param drivers those that implement it, by the plugin's name, in the order of names
 * @param warnings why others could not be asked, in the order of names; a plugin that answered and does not implement the
 *     subsystem is no warning
 */
public record Probe<D>(Map<String, D> drivers, List<PluginException> warnings) {

    public Probe {
        drivers = Collections.unmodifiableMap(new LinkedHashMap<>(drivers));
        warnings = List.copyOf(warnings);
    }
}
