package dev.jackplug.host.network;

import dev.jackplug.protocol.PluginException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;

/** Steps that are all taken, whatever goes wrong with one of them. For one thread. */
final class Tidying {

    private static final Logger LOG = System.getLogger(Tidying.class.getName());

    private final List<PluginException> failures = new ArrayList<>();

    void attempt(String what, Runnable step) {
        try {
            step.run();
        } catch (PluginException e) {
            LOG.log(Level.WARNING, what + " failed: " + e.getMessage());
            failures.add(e);
        }
    }

    List<PluginException> failures() {
        return List.copyOf(failures);
    }
}
