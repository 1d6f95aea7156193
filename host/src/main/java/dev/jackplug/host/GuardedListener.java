package dev.jackplug.host;

import dev.jackplug.protocol.Address;
import dev.jackplug.protocol.PluginException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.function.Consumer;

/** A listener whose exceptions are logged and go no further. */
final class GuardedListener implements PluginListener {

    private final PluginListener listener;

    GuardedListener(PluginListener listener) {
        this.listener = listener;
    }

    private void tell(Consumer<PluginListener> event) {
        try {
            event.accept(listener);
        } catch (RuntimeException e) {
            // Not before it is needed: finding the logger takes a good part of the time in which a command starts.
            System.getLogger(Plugins.class.getName()).log(Level.WARNING, "a plugin listener failed", e);
        }
    }

    @Override
    public void appeared(Entry entry) {
        tell(one -> one.appeared(entry));
    }

    @Override
    public void changed(Entry before, Entry now) {
        tell(one -> one.changed(before, now));
    }

    @Override
    public void disappeared(Entry entry) {
        tell(one -> one.disappeared(entry));
    }

    @Override
    public void watchDegraded(String why) {
        tell(one -> one.watchDegraded(why));
    }

    @Override
    public void activating(String plugin, Address address) {
        tell(one -> one.activating(plugin, address));
    }

    @Override
    public void activated(Plugin plugin) {
        tell(one -> one.activated(plugin));
    }

    @Override
    public void activationFailed(String plugin, PluginException why) {
        tell(one -> one.activationFailed(plugin, why));
    }

    @Override
    public void calling(String plugin, String method) {
        tell(one -> one.calling(plugin, method));
    }

    @Override
    public void repeating(String plugin, String method) {
        tell(one -> one.repeating(plugin, method));
    }

    @Override
    public void called(String plugin, String method, Duration took) {
        tell(one -> one.called(plugin, method, took));
    }

    @Override
    public void callFailed(String plugin, String method, RuntimeException why, Duration took) {
        tell(one -> one.callFailed(plugin, method, why, took));
    }

    @Override
    public void waiting(String plugin, PluginException because, Duration left) {
        tell(one -> one.waiting(plugin, because, left));
    }
}
