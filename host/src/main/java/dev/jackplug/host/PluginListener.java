package dev.jackplug.host;

import dev.jackplug.protocol.PluginException;
import java.time.Duration;

/**
 * Is told what a host does. Called on the thread that does it, outside every lock: be quick, and throw nothing. Events of
 * the watch come in order from one thread: each {@code changed} and {@code disappeared} follows the {@code appeared} of the
 * same file.
 */
public interface PluginListener {

    /** The watch sees an entry it had not seen; at its start, every one there is. */
    default void appeared(Entry entry) {}

    /** The watch sees that a file says something else, or is another one. */
    default void changed(Entry before, Entry now) {}

    /** The watch sees that a file is gone. */
    default void disappeared(Entry entry) {}

    /** The watch gets no events from the file system and looks at intervals instead. */
    default void watchDegraded(String why) {}

    /**
     * {@link Plugins#await} found a plugin not ready and will try again. Told once for each attempt.
     *
     * @param because what kept it from being ready
     * @param left how much of the patience is left
     */
    default void waiting(String plugin, PluginException because, Duration left) {}
}
