package dev.jackplug.host;

import dev.jackplug.protocol.PluginName;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Makes a {@link Plugins}. Every setting has a default. Used by one thread; may make several hosts. */
public final class PluginsBuilder {

    private @Nullable Registry registry;
    private @Nullable Executor executor;
    private InstantSource clock = InstantSource.system();
    private Limits limits = Limits.DEFAULTS;
    private @Nullable WatchSettings watch;
    private Backoff waiting = Backoff.NONE;
    private Backoff repeating = Backoff.NONE;
    private boolean likeDocker;
    private boolean strictModes;
    private boolean lateHandlers;
    private boolean shared;
    private @Nullable Pauses pauses;
    private PluginListener listener = new PluginListener() {};
    private final Map<PluginName, Limits> special = new HashMap<>();
    private final Set<PluginName> unverified = new HashSet<>();

    PluginsBuilder() {}

    /** Looks for plugins in these directories and in no others. */
    public PluginsBuilder directories(Directories directories) {
        return registry(new LocalRegistry(directories));
    }

    /** Finds plugins by another registry. */
    public PluginsBuilder registry(Registry registry) {
        this.registry = registry;
        return this;
    }

    /** Bounds the dealings with every plugin. */
    public PluginsBuilder limits(Limits limits) {
        this.limits = limits;
        return this;
    }

    /** Bounds the dealings with one plugin. */
    public PluginsBuilder limits(String plugin, Limits limits) {
        special.put(new PluginName(plugin), limits);
        return this;
    }

    /** Takes this plugin's TLS certificate unchecked, whatever its file says. */
    public PluginsBuilder unverified(String plugin) {
        unverified.add(new PluginName(plugin));
        return this;
    }

    /** Runs probes on these threads; virtual ones are fine. They are not ended by {@link Plugins#close}. */
    public PluginsBuilder executor(Executor executor) {
        this.executor = executor;
        return this;
    }

    /** Takes the time of day from here, for {@link PluginStatus#since}. */
    public PluginsBuilder clock(InstantSource clock) {
        this.clock = clock;
        return this;
    }

    /**
     * Keeps an eye on the registry: a plugin that appears is activated at once if there are handlers, and one that
     * goes, moves or comes back is noticed without being called. The watch starts with the first use of the host.
     */
    public PluginsBuilder watch(WatchSettings watch) {
        this.watch = watch;
        return this;
    }

    /**
     * Behaves as moby does where that can be of use to those who come from Go (design: a profile, not another API):
     * {@link #waiting}, {@link #repeatingCalls}, {@link #trustingLikeDocker} and {@link #lateHandlers} together, each
     * of which can be had alone. Not imitated: bodies lost on retry, names as paths, deadlocks, redirected requests.
     */
    public PluginsBuilder moby() {
        return waiting(Backoff.MOBY)
                .repeatingCalls(Backoff.MOBY)
                .trustingLikeDocker()
                .lateHandlers();
    }

    /** Has {@code get} wait for a plugin that is absent, or whose address refuses connections. */
    public PluginsBuilder waiting(Backoff waiting) {
        this.waiting = waiting;
        return this;
    }

    /**
     * Repeats handshakes and calls whose connection failed, with the whole body. Calls that may not be repeated too: a
     * volume can so be created twice, as it can be with moby (W-02).
     */
    public PluginsBuilder repeatingCalls(Backoff repeating) {
        this.repeating = repeating;
        return this;
    }

    /** Leaves TLS unverified where Docker does: for {@code .spec} files, and for a TLSConfig without CAFile (W-17). */
    public PluginsBuilder trustingLikeDocker() {
        this.likeDocker = true;
        return this;
    }

    /**
     * Refuses, with an {@link dev.jackplug.protocol.UntrustedException}, to shake hands with a plugin whose place others
     * than root and this user could take, or whose socket everybody can write; without it such a plugin carries a warning.
     * Its file, its socket, its CAFile, and all folders and links on the way to them count, as for {@code StrictModes} of
     * sshd.
     */
    public PluginsBuilder strictModes() {
        this.strictModes = true;
        return this;
    }

    /** Tells a new handler of plugins that are active at their next {@code get}, not at once. */
    public PluginsBuilder lateHandlers() {
        this.lateHandlers = true;
        return this;
    }

    /** Belongs to the whole process, so that nobody closes it. */
    PluginsBuilder shared() {
        this.shared = true;
        return this;
    }

    /** Lets time pass in another way. */
    PluginsBuilder pauses(Pauses pauses) {
        this.pauses = pauses;
        return this;
    }

    /** Tells this one what the host does. */
    public PluginsBuilder listener(PluginListener listener) {
        this.listener = new GuardedListener(listener);
        return this;
    }

    /** Makes the host. */
    public Plugins build() {
        Registry source = registry == null ? LocalRegistry.ofDefaults() : registry;
        return new Plugins(new Settings(
                source,
                executor,
                clock,
                limits,
                listener,
                watch,
                waiting,
                repeating,
                likeDocker,
                strictModes,
                lateHandlers,
                shared,
                pauses == null ? Pauses.real() : pauses,
                Map.copyOf(special),
                Set.copyOf(unverified)));
    }
}
