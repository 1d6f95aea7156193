package dev.jackplug.cli;

import dev.jackplug.host.PluginListener;
import dev.jackplug.protocol.PluginException;
import java.time.Duration;

/** Tells what a wait waits for, whenever that changes. Used by one wait. */
final class WaitReport implements PluginListener {

    private final Console console;
    private String last = "";

    WaitReport(Console console) {
        this.console = console;
    }

    @Override
    public synchronized void waiting(String plugin, PluginException because, Duration left) {
        if (!because.happened().equals(last)) {
            last = because.happened();
            console.error("jackplug: waiting for \"" + plugin + "\", " + (left.toSeconds() + 1) + " s at most: "
                    + last.strip());
        }
    }
}
