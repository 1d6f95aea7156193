package dev.jackplug.host;

import dev.jackplug.protocol.Address;
import dev.jackplug.protocol.PluginException;
import java.time.Duration;

/**
 * Is told what a host does. Called on the thread that does it, outside every lock: be quick. What a listener throws is
 * logged and hurts nobody.
 *
 * <p>Events are ordered and paired. Of one file: {@code appeared}, then any number of {@code changed}, then {@code
 * disappeared}. Of one handshake: {@code activating}, then {@code activated} or {@code activationFailed}. Of one call:
 * {@code calling}, then any number of {@code repeating}, then {@code called} or {@code callFailed}.
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

    /** A handshake begins. */
    default void activating(String plugin, Address address) {}

    /** A handshake succeeded. Handlers are told after this. */
    default void activated(Plugin plugin) {}

    /** A handshake failed. */
    default void activationFailed(String plugin, PluginException why) {}

    /** A call begins. */
    default void calling(String plugin, String method) {}

    /** A request is sent once more, over another connection, because that is safe. */
    default void repeating(String plugin, String method) {}

    /**
     * A call succeeded; of a stream, its beginning has come.
     *
     * @param took how long it took, a handshake included if one was needed
     */
    default void called(String plugin, String method, Duration took) {}

    /** A call failed: a {@link PluginException}, unless the caller's own messages are at fault. */
    default void callFailed(String plugin, String method, RuntimeException why, Duration took) {}

    /**
     * {@link Plugins#await} found a plugin not ready and will try again. Told once for each attempt.
     *
     * @param because what kept it from being ready
     * @param left how much of the patience is left
     */
    default void waiting(String plugin, PluginException because, Duration left) {}
}
