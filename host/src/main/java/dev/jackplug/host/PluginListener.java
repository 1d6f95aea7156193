package dev.jackplug.host;

import dev.jackplug.protocol.PluginException;
import java.time.Duration;

/** Is told what a host does. Called on the thread that does it, outside every lock: be quick, and throw nothing. */
public interface PluginListener {

    /**
     * {@link Plugins#await} found a plugin not ready and will try again. Told once for each attempt.
     *
     * @param because what kept it from being ready
     * @param left how much of the patience is left
     */
    default void waiting(String plugin, PluginException because, Duration left) {}
}
