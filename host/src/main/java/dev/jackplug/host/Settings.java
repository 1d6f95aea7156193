package dev.jackplug.host;

import dev.jackplug.protocol.PluginName;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * What a builder was told. Immutable.
 *
 * @param executor runs probes; null for threads of our own, made when first needed
 * @param special limits of single plugins
 * @param listener is told what the host does
 * @param watch how the registry is watched; null when it is not
 * @param waiting how long to wait for a plugin that is absent or refuses the connection
 * @param repeating how long to repeat a call whose connection failed, whether it may be repeated or not
 * @param likeDocker whether TLS is left unverified where Docker leaves it so
 * @param strictModes whether a plugin is refused whose place others could take
 * @param lateHandlers whether a handler is told of active plugins at their next get only
 * @param shared whether nobody may close the host
 * @param pauses what lets time pass
 * @param unverified plugins whose certificates the caller wants unchecked
 */
record Settings(
        Registry registry,
        @Nullable Executor executor,
        InstantSource clock,
        Limits limits,
        PluginListener listener,
        @Nullable WatchSettings watch,
        Backoff waiting,
        Backoff repeating,
        boolean likeDocker,
        boolean strictModes,
        boolean lateHandlers,
        boolean shared,
        Pauses pauses,
        Map<PluginName, Limits> special,
        Set<PluginName> unverified) {

    Limits limits(PluginName name) {
        return special.getOrDefault(name, limits);
    }
}
