package dev.jackplug.host;

import dev.jackplug.host.Activation.Snapshot;
import dev.jackplug.internal.socket.Deadlines;
import dev.jackplug.protocol.ActivationException;
import dev.jackplug.protocol.DeadlineException;
import dev.jackplug.protocol.MalformedEntryException;
import dev.jackplug.protocol.PluginException;
import dev.jackplug.protocol.PluginName;
import dev.jackplug.protocol.PluginNotFoundException;
import dev.jackplug.protocol.Subsystem;
import dev.jackplug.protocol.SubsystemNotImplementedException;
import dev.jackplug.protocol.Target;
import dev.jackplug.protocol.UnavailableException;
import java.nio.file.FileSystems;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicBoolean;
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
    private final Handlers handlers;
    private final Repeater repeater;
    private final Prober prober;
    private final Waiter waiter;
    private final @Nullable Watch watch;
    private final AtomicBoolean watching = new AtomicBoolean();
    private final Map<PluginName, Activation> known = new ConcurrentHashMap<>();
    private volatile boolean closed;

    Plugins(Settings settings) {
        this.settings = settings;
        this.prober = new Prober(settings.executor(), settings.pauses(), deadlines);
        this.handlers = new Handlers(settings.lateHandlers());
        this.repeater = new Repeater(settings.pauses());
        this.waiter = new Waiter(prober, settings.listener(), settings.pauses());
        this.watch = settings.watch() == null
                ? null
                : new Watch(
                        settings.registry(),
                        settings.watch(),
                        () -> FileSystems.getDefault().newWatchService(),
                        settings.listener(),
                        this::changed);
    }

    /** A host over Docker's own directories, with {@link Limits#DEFAULTS}. */
    public static Plugins ofDefaults() {
        return builder().build();
    }

    /**
     * The host of this process, for those who know the package-level {@code Get} and {@code Handle} of moby's {@code
     * plugins}: over Docker's directories, with {@link PluginsBuilder#moby}. Made when first asked for; its threads are daemons.
     * Closing it does nothing, as it belongs to nobody.
     */
    public static Plugins system() {
        return SystemHost.PLUGINS;
    }

    /** Loaded when first asked for. */
    private static final class SystemHost {
        private static final Plugins PLUGINS = builder().moby().shared().build();
    }

    /** A host to one's own liking. */
    public static PluginsBuilder builder() {
        return new PluginsBuilder();
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
        PluginName checked = new PluginName(name);
        return repeater.attempt(
                Target.of(name), e -> e instanceof PluginNotFoundException ? settings.waiting() : Backoff.NONE, () -> {
                    Activation activation = activation(checked);
                    handlers.activated(activation, activation.live());
                    return activation.plugin();
                });
    }

    /** Gets a plugin's driver in one step: {@link #get(String, Subsystem)}, then {@link Plugin#driver}. */
    public <D> D driver(String name, Subsystem<D> subsystem) {
        return get(name).driver(subsystem);
    }

    /**
     * Gets a plugin that may not be there yet: tries {@link #get(String, Subsystem)} until it succeeds, whatever was
     * missing: file, listener or subsystem. The listener is told of each attempt that failed.
     *
     * @param patience how long to try
     * @throws DeadlineException if it did not succeed in time; its cause is what was missing last
     * @throws UnavailableException if this host is closed meanwhile
     */
    public Plugin await(String name, Subsystem<?> subsystem, Duration patience) {
        return await(name, subsystem.name(), patience);
    }

    /** The same for a subsystem without an interface, by its word in the manifest. */
    public Plugin await(String name, String subsystem, Duration patience) {
        return waiter.await(new PluginName(name), patience, () -> get(name, subsystem));
    }

    /** The same without a look at what the manifest lists. */
    public Plugin await(String name, Duration patience) {
        return waiter.await(new PluginName(name), patience, () -> get(name));
    }

    /**
     * Has a handler told of every plugin of a subsystem: at once, before this returns, of those that are active, and later
     * of those that become so. Every handler that was registered before an activation has returned, or has failed and was
     * logged, before {@link #get} returns the plugin; {@code get} waits for handlers no longer than {@link
     * Limits#activation}.
     *
     * @return what ends it
     */
    public Registration handle(Subsystem<?> subsystem, PluginHandler handler) {
        return handle(subsystem.name(), handler);
    }

    /** The same for a subsystem without an interface, by its word in the manifest. */
    public Registration handle(String subsystem, PluginHandler handler) {
        Registration registration = handlers.add(subsystem, handler, known.values());
        begin();
        if (watch != null) {
            names(settings.registry().scan()).forEach(this::lookAgain);
        }
        return registration;
    }

    /** Starts the watch, if there is to be one, with the first use of the host. */
    private void begin() {
        if (watch != null && !closed && watching.compareAndSet(false, true)) {
            watch.start();
        }
    }

    /** A file says something else: has those look again that know the plugin, or would like to. */
    private void changed(@Nullable Entry before, @Nullable Entry now) {
        if (now instanceof Entry.Located located) {
            lookAgain(located.plugin());
        } else if (before instanceof Entry.Located located) {
            lookAgain(located.plugin());
        }
    }

    /** Activates a plugin that appeared, follows one that moved, finds out about one that is gone; if anybody cares. */
    private void lookAgain(PluginName name) {
        if (closed || !(known.containsKey(name) || handlers.any())) {
            return;
        }
        prober.submit(() -> {
            Activation activation = activation(name);
            handlers.activated(activation, activation.live());
        });
    }

    private Activation activation(PluginName name) {
        begin();
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
        return new Activation(name, settings, deadlines, handlers);
    }

    /** How every plugin stands that a file announces or that was active. Looks at the files and activates nothing. */
    public List<PluginStatus> list() {
        begin();
        return rows(settings.registry().scan());
    }

    private List<PluginStatus> rows(List<Entry> entries) {
        List<PluginStatus> rows = new ArrayList<>();
        Set<String> announced = new HashSet<>();
        for (Entry entry : entries) {
            announced.add(entry.name());
            rows.add(Statuses.of(entry, snapshot(entry)));
        }
        known.forEach((name, activation) -> {
            Activation.Live last = activation.snapshot().last();
            if (last != null && !announced.contains(name.value())) {
                rows.add(Statuses.gone(last, activation.snapshot()));
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
     * that have not answered are {@link State#ACTIVATING}; none delays another. The budget begins with the call: what the
     * look at the files takes is not waited for again.
     */
    public List<PluginStatus> probe(Duration budget) {
        Duration limit = Limits.positive("budget", budget);
        long end = settings.pauses().nanoTime() + limit.toNanos();
        checkOpen(Target.NONE);
        List<Entry> entries = settings.registry().scan();
        Set<PluginName> late =
                prober.probe(names(entries), name -> activation(name).live(), end);
        Set<String> lateNames = late.stream().map(PluginName::value).collect(Collectors.toSet());
        return rows(entries).stream()
                .map(row -> lateNames.contains(row.name()) ? Statuses.late(row, limit) : row)
                .toList();
    }

    private static List<PluginName> names(List<Entry> entries) {
        return entries.stream()
                .filter(Entry.Located.class::isInstance)
                .map(entry -> ((Entry.Located) entry).plugin())
                .toList();
    }

    /** {@link #all(Subsystem, Duration)} with a budget of two seconds. */
    public <D> Probe<D> all(Subsystem<D> subsystem) {
        return all(subsystem, Duration.ofSeconds(2));
    }

    /**
     * Gets every plugin of a subsystem: activates all plugins side by side, as only that tells what they implement, and
     * waits as long as the budget allows. None delays another; those that failed or have not answered are warnings. The
     * budget begins with the call, as that of {@link #probe} does.
     */
    public <D> Probe<D> all(Subsystem<D> subsystem, Duration budget) {
        Duration limit = Limits.positive("budget", budget);
        long end = settings.pauses().nanoTime() + limit.toNanos();
        checkOpen(Target.NONE);
        Map<String, D> drivers = new ConcurrentSkipListMap<>();
        Map<String, PluginException> warnings = new ConcurrentSkipListMap<>();
        List<Entry> entries = settings.registry().scan();
        entries.forEach(entry -> {
            if (entry instanceof Entry.Malformed malformed) {
                warnings.put(malformed.name(), malformed.problem());
            }
        });
        Set<PluginName> late = prober.probe(
                names(entries),
                name -> {
                    try {
                        Plugin plugin = get(name.value());
                        if (plugin.manifest().lists(subsystem.name())) {
                            drivers.put(plugin.name(), plugin.driver(subsystem));
                        }
                    } catch (PluginException e) {
                        warnings.put(name.value(), e);
                    }
                },
                end);
        late.forEach(name -> warnings.put(name.value(), Failures.late(name.value(), limit)));
        return new Probe<>(drivers, List.copyOf(warnings.values()));
    }

    /** How many alarms are set; a call that is over leaves none. */
    int alarms() {
        return deadlines.waiting();
    }

    /** Ends every call in flight with an error, closes every connection and ends the threads. */
    @Override
    public void close() {
        if (settings.shared()) {
            return;
        }
        closed = true;
        settings.pauses().close();
        if (watch != null) {
            watch.close();
        }
        known.values().forEach(Activation::close);
        prober.close();
        deadlines.close();
    }
}
