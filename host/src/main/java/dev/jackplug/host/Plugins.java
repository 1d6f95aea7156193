package dev.jackplug.host;

import dev.jackplug.host.Activation.Snapshot;
import dev.jackplug.internal.socket.Deadlines;
import dev.jackplug.protocol.ActivationException;
import dev.jackplug.protocol.MalformedEntryException;
import dev.jackplug.protocol.PluginName;
import dev.jackplug.protocol.PluginNotFoundException;
import dev.jackplug.protocol.Subsystem;
import dev.jackplug.protocol.SubsystemNotImplementedException;
import dev.jackplug.protocol.Target;
import dev.jackplug.protocol.UnavailableException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The host: finds plugins, shakes hands with them and calls them. Safe for many threads; make one and close it in the end.
 * Starts no thread and touches no file before its first use. docs/guide/host.md names its threads.
 *
 * <pre>{@code
 * try (Plugins plugins = Plugins.ofDefaults()) {
 *     VolumeDriver sshfs = plugins.driver("sshfs", VolumeDriver.SUBSYSTEM);
 *     sshfs.create(new CreateRequest("data", Map.of("size", "10g")));
 * }
 * }</pre>
 */
public final class Plugins implements AutoCloseable {

    private final Settings settings;
    private final Deadlines deadlines = new Deadlines();
    private final Prober prober;
    private final Map<PluginName, Activation> known = new ConcurrentHashMap<>();
    private volatile boolean closed;

    private Plugins(Settings settings) {
        this.settings = settings;
        this.prober = new Prober(settings.executor());
    }

    /** A host over Docker's own directories, with {@link Limits#DEFAULTS}. */
    public static Plugins ofDefaults() {
        return builder().build();
    }

    /** A host to one's own liking. */
    public static Builder builder() {
        return new Builder();
    }

    /** The source of names and addresses. */
    public Registry registry() {
        return settings.registry();
    }

    /** What bounds the dealings with a plugin. */
    public Limits limits(String plugin) {
        return settings.limits(new PluginName(plugin));
    }

    /**
     * Gets a plugin: discovers it, activates it unless it is active, and checks its manifest. Waits no longer than {@link
     * Limits#activation}; an absent plugin is an answer that comes at once.
     *
     * @throws PluginNotFoundException if no file announces the name
     * @throws MalformedEntryException if the file that does cannot be used
     * @throws ActivationException if the handshake failed; the next call tries again
     * @throws SubsystemNotImplementedException if the manifest does not list the subsystem
     * @throws UnavailableException if this host was closed
     * @throws IllegalArgumentException if the name is no plugin name
     */
    public Plugin get(String name, Subsystem<?> subsystem) {
        return get(name, subsystem.name());
    }

    /** The same for a subsystem without an interface, by its word in the manifest. */
    public Plugin get(String name, String subsystem) {
        return get(name).require(subsystem);
    }

    /** The same without a look at what the manifest lists. */
    public Plugin get(String name) {
        Activation.Live live = activation(new PluginName(name)).live();
        return new Plugin(live, live.client());
    }

    /** Gets a plugin's driver in one step: {@link #get(String, Subsystem)}, then {@link Plugin#driver}. */
    public <D> D driver(String name, Subsystem<D> subsystem) {
        return get(name).driver(subsystem);
    }

    private Activation activation(PluginName name) {
        checkOpen(Target.of(name.value()));
        Activation before = known.get(name);
        if (before != null) {
            return before;
        }
        // Names that nobody announces leave no trace here, however many are asked for.
        settings.registry().find(name);
        Activation activation = known.computeIfAbsent(name, this::newActivation);
        if (closed) {
            activation.close();
        }
        return activation;
    }

    private void checkOpen(Target target) {
        if (closed) {
            throw Failures.closed(target);
        }
    }

    private Activation newActivation(PluginName name) {
        return new Activation(name, settings, deadlines);
    }

    /** How every plugin stands that a file announces or that was active. Looks at the files and activates nothing. */
    public List<PluginStatus> list() {
        List<PluginStatus> rows = new ArrayList<>();
        Set<String> announced = new HashSet<>();
        for (Entry entry : settings.registry().scan()) {
            announced.add(entry.name());
            rows.add(Statuses.of(entry, snapshot(entry)));
        }
        known.forEach((name, activation) -> {
            Activation.Live live = activation.snapshot().live();
            if (live != null && !announced.contains(name.value())) {
                rows.add(Statuses.gone(live, activation.snapshot()));
            }
        });
        return List.copyOf(rows);
    }

    private @Nullable Snapshot snapshot(Entry entry) {
        Activation activation = entry instanceof Entry.Located located ? known.get(located.plugin()) : null;
        return activation == null ? null : activation.snapshot();
    }

    /**
     * Activates every plugin side by side, waits as long as the budget allows, and says how each one stands then. Those
     * that have not answered are {@link State#ACTIVATING}; none delays another.
     */
    public List<PluginStatus> probe(Duration budget) {
        Duration limit = Limits.positive("budget", budget);
        checkOpen(Target.NONE);
        List<PluginName> names = settings.registry().scan().stream()
                .filter(Entry.Located.class::isInstance)
                .map(entry -> ((Entry.Located) entry).plugin())
                .toList();
        Set<PluginName> late = prober.probe(names, name -> activation(name).live(), limit);
        Set<String> lateNames = late.stream().map(PluginName::value).collect(Collectors.toSet());
        return list().stream()
                .map(row -> lateNames.contains(row.name()) ? Statuses.late(row, limit) : row)
                .toList();
    }

    /** How many alarms are set; a call that is over leaves none. */
    int alarms() {
        return deadlines.waiting();
    }

    /** Ends every call in flight with an error, closes every connection and ends the threads. */
    @Override
    public void close() {
        closed = true;
        known.values().forEach(Activation::close);
        prober.close();
        deadlines.close();
    }

    /** Makes a host. Every setting has a default. */
    public static final class Builder {

        private @Nullable Registry registry;
        private @Nullable Executor executor;
        private InstantSource clock = InstantSource.system();
        private Limits limits = Limits.DEFAULTS;
        private final Map<PluginName, Limits> special = new HashMap<>();
        private final Set<PluginName> unverified = new HashSet<>();

        private Builder() {}

        /** Looks for plugins in these directories and in no others. */
        public Builder directories(Directories directories) {
            return registry(new LocalRegistry(directories));
        }

        /** Finds plugins by another registry. */
        public Builder registry(Registry registry) {
            this.registry = registry;
            return this;
        }

        /** Bounds the dealings with every plugin. */
        public Builder limits(Limits limits) {
            this.limits = limits;
            return this;
        }

        /** Bounds the dealings with one plugin. */
        public Builder limits(String plugin, Limits limits) {
            special.put(new PluginName(plugin), limits);
            return this;
        }

        /** Takes this plugin's TLS certificate unchecked, whatever its file says. */
        public Builder unverified(String plugin) {
            unverified.add(new PluginName(plugin));
            return this;
        }

        /** Runs probes on these threads; virtual ones are fine. They are not ended by {@link Plugins#close}. */
        public Builder executor(Executor executor) {
            this.executor = executor;
            return this;
        }

        /** Takes the time of day from here, for {@link PluginStatus#since}. */
        public Builder clock(InstantSource clock) {
            this.clock = clock;
            return this;
        }

        /** Makes the host. */
        public Plugins build() {
            Registry source = registry == null ? LocalRegistry.ofDefaults() : registry;
            return new Plugins(
                    new Settings(source, executor, clock, limits, Map.copyOf(special), Set.copyOf(unverified)));
        }
    }
}
