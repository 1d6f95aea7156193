package dev.jackplug.host;

/**
 * Is told of the plugins of a subsystem: moby's {@code Handle}. Called on the thread that activates, or that registers the
 * handler, outside every lock, so it may use the host freely: {@link Plugins#get} included.
 *
 * <p>It is told what happens to one plugin in the order in which it happens, one after the other; what is past before it could be
 * told is left out. For what it itself brings about, and for one that takes longer than {@link Limits#activation}, nobody waits.
 */
@FunctionalInterface
public interface PluginHandler {

    /**
     * A plugin of the subsystem was activated, or was active already when the handler was registered. Told once for each
     * activation: again after the plugin has restarted. What this throws is logged, and the plugin's next {@link
     * Plugins#get} tries again.
     */
    void activated(Plugin plugin);

    /** A plugin that {@link #activated} was told of is no longer to be had, or no longer of the subsystem. */
    default void gone(Plugin plugin) {}
}
