package dev.jackplug.host;

import static dev.jackplug.host.Repeater.refused;
import static dev.jackplug.host.Repeater.transportFailed;

import dev.jackplug.host.Exchanges.Exchange;
import dev.jackplug.internal.http.HttpRequest;
import dev.jackplug.internal.socket.Deadline;
import dev.jackplug.internal.socket.Deadlines;
import dev.jackplug.internal.socket.TlsClient;
import dev.jackplug.protocol.ActivationException;
import dev.jackplug.protocol.Address;
import dev.jackplug.protocol.DeadlineException;
import dev.jackplug.protocol.MalformedEntryException;
import dev.jackplug.protocol.Manifest;
import dev.jackplug.protocol.PluginException;
import dev.jackplug.protocol.PluginName;
import dev.jackplug.protocol.PluginNotFoundException;
import dev.jackplug.protocol.Subsystem;
import dev.jackplug.protocol.SubsystemNotImplementedException;
import dev.jackplug.protocol.Target;
import dev.jackplug.protocol.TlsConfig;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a host knows of one plugin: a snapshot, and at most one attempt to activate it. Callers that come during an attempt
 * share its outcome, good or bad; a failure is not kept, so the next caller tries anew. No lock is held during an attempt:
 * the first caller runs it on its own thread, the others wait for it, no longer than it may take.
 */
final class Activation implements AutoCloseable {

    /**
     * An active plugin, from one handshake to the next.
     *
     * @param identity the file that announced it, as it was before the handshake
     */
    record Live(
            Entry.Located entry,
            FileIdentity identity,
            Manifest manifest,
            Target target,
            Exchanges exchanges,
            ConnectionPool pool) {

        void require(String subsystem) {
            if (!manifest.lists(subsystem)) {
                throw new SubsystemNotImplementedException(target.at(""), subsystem, manifest.implemented());
            }
        }

        boolean sameFile() {
            return identity.equals(FileIdentity.of(entry.file()));
        }
    }

    /**
     * How the plugin stands.
     *
     * @param live the active plugin; null in every other state
     * @param last what was active last; null when nothing ever was
     */
    record Snapshot(
            State state,
            String reason,
            @Nullable Live live,
            @Nullable Live last,
            Instant since) {}

    private final PluginName name;
    private final Registry registry;
    private final Limits limits;
    private final boolean unverified;
    private final boolean likeDocker;
    private final Backoff waiting;
    private final Backoff repeating;
    private final Repeater repeater;
    private final Deadlines deadlines;
    private final Handlers handlers;
    private final PluginListener listener;
    private final InstantSource clock;
    private final AtomicReference<Snapshot> snapshot;
    private final AtomicReference<@Nullable CompletableFuture<Live>> attempt = new AtomicReference<>();
    private final Set<ConnectionPool> pools = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    Activation(PluginName name, Settings settings, Deadlines deadlines, Handlers handlers) {
        this.name = name;
        this.registry = settings.registry();
        this.limits = settings.limits(name);
        this.unverified = settings.unverified().contains(name);
        this.likeDocker = settings.likeDocker();
        this.waiting = settings.waiting();
        this.repeating = settings.repeating();
        this.repeater = new Repeater(settings.pauses());
        this.deadlines = deadlines;
        this.handlers = handlers;
        this.listener = settings.listener();
        this.clock = settings.clock();
        this.snapshot = new AtomicReference<>(new Snapshot(State.DISCOVERED, "", null, null, clock.instant()));
    }

    /** The plugin as those see it who hold it. */
    Plugin plugin() {
        return new Plugin(this, new PluginClient(this, deadlines, limits, listener, repeater, waiting, repeating));
    }

    String name() {
        return name.value();
    }

    Limits limits() {
        return limits;
    }

    Snapshot snapshot() {
        return snapshot.get();
    }

    /** The active plugin, activated now if need be, after a look at which file announces it. */
    Live live() {
        Live live = snapshot.get().live();
        boolean moved = live != null && !(live.sameFile() && stillAnnounced(live));
        return other(moved ? live : null);
    }

    /** The active plugin for a call: looks no further than whether its file is the same. */
    Live forCall() {
        Live live = snapshot.get().live();
        return live == null || live.sameFile() ? other(null) : other(live);
    }

    private boolean stillAnnounced(Live live) {
        try {
            return registry.find(name).equals(live.entry());
        } catch (PluginNotFoundException e) {
            return false;
        }
    }

    /** The active plugin, activated anew if it is still {@code stale}; null stands for none. */
    Live other(@Nullable Live stale) {
        while (true) {
            Live live = snapshot.get().live();
            if (live != null && !live.equals(stale)) {
                return live;
            }
            CompletableFuture<Live> mine = new CompletableFuture<>();
            CompletableFuture<Live> running = attempt.compareAndExchange(null, mine);
            if (running == null) {
                return lead(mine, stale);
            }
            Live shared = follow(running);
            if (shared != null) {
                return shared;
            }
        }
    }

    private Live lead(CompletableFuture<Live> mine, @Nullable Live stale) {
        Live live;
        try {
            // An attempt may have succeeded between the look at the snapshot and here.
            Live before = snapshot.get().live();
            live = before != null && !before.equals(stale) ? before : discoverAndActivate();
        } catch (RuntimeException | Error e) {
            // First of all, so that whoever hears of the failure can try anew.
            attempt.set(null);
            mine.completeExceptionally(e);
            handlers.gone(this);
            throw e;
        }
        attempt.set(null);
        mine.complete(live);
        handlers.activated(this, live);
        return live;
    }

    /** Waits for somebody else's attempt. Null when that somebody was interrupted, which is no fault of the plugin. */
    private @Nullable Live follow(CompletableFuture<Live> running) {
        try {
            // The attempt is bounded itself; the second more is for its end to be told.
            Duration longest = limits.activation()
                    .plus(longer(waiting, repeating).budget())
                    .plusSeconds(1);
            return running.get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ActivationException failed && wasInterrupted(failed.reason())) {
                return null;
            }
            throw shared(Objects.requireNonNull(e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ActivationException(Failures.interrupted(Target.of(name.value()), false, e));
        } catch (TimeoutException e) {
            String what = "another thread's attempt took longer than " + Failures.words(limits.activation());
            throw new ActivationException(new DeadlineException(Target.of(name.value()), what, true));
        }
    }

    private static boolean wasInterrupted(PluginException failure) {
        return failure.getCause() instanceof ClosedByInterruptException
                || failure.getCause() instanceof InterruptedException;
    }

    /** Each caller gets an exception of its own, with its own stack. */
    private static RuntimeException shared(Throwable failure) {
        if (failure instanceof ActivationException activation) {
            return new ActivationException(activation.reason());
        }
        return failure instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(failure);
    }

    private Live discoverAndActivate() {
        Entry entry = discover();
        if (entry instanceof Entry.Malformed malformed) {
            stands(State.FAILED, malformed.problem().happened(), null);
            throw malformed.problem();
        }
        Entry.Located located = (Entry.Located) entry;
        stands(State.ACTIVATING, "", null);
        listener.activating(name.value(), located.address());
        try {
            Live live = activate(located);
            stands(State.ACTIVE, "", live);
            listener.activated(plugin());
            return live;
        } catch (PluginException e) {
            State state = wasInterrupted(e) ? State.DISCOVERED : refused(e) ? State.STALE : State.FAILED;
            stands(state, e.happened().strip(), null);
            listener.activationFailed(name.value(), e);
            throw new ActivationException(e);
        } catch (RuntimeException | Error e) {
            stands(State.FAILED, String.valueOf(e), null);
            throw e;
        }
    }

    private Entry discover() {
        try {
            return registry.find(name);
        } catch (PluginNotFoundException e) {
            if (snapshot.get().last() != null) {
                stands(State.GONE, "no file announces it any more", null);
            }
            throw e;
        }
    }

    private Live activate(Entry.Located entry) {
        Target target = new Target(name.value(), entry.address().toString(), Manifest.ACTIVATE);
        ConnectionPool pool = new ConnectionPool(entry.address(), tls(entry, target), limits, deadlines);
        Exchanges exchanges = new Exchanges(entry.address(), pool, limits, deadlines);
        FileIdentity identity = FileIdentity.of(entry.file());
        Function<PluginException, Backoff> patience =
                e -> refused(e) ? longer(waiting, repeating) : transportFailed(e) ? repeating : Backoff.NONE;
        pools.removeIf(ConnectionPool::done);
        pools.add(pool);
        try {
            Manifest manifest = repeater.attempt(target, patience, () -> handshake(exchanges, target));
            return new Live(entry, identity, manifest, target, exchanges, pool);
        } catch (RuntimeException | Error e) {
            pools.remove(pool);
            pool.close();
            throw e;
        }
    }

    private Manifest handshake(Exchanges exchanges, Target target) {
        if (closed) {
            throw Failures.closed(target);
        }
        HttpRequest request = HttpRequest.of("/" + Manifest.ACTIVATE, new byte[0]);
        try (Deadline deadline = deadlines.start(limits.activation())) {
            Exchange exchange = exchanges.send(new Exchanges.Call(target, request, false, () -> {}, true), deadline);
            return Objects.requireNonNull(exchange).decode(Manifest.class, Subsystem.ERR);
        }
    }

    private static Backoff longer(Backoff one, Backoff other) {
        return one.budget().compareTo(other.budget()) < 0 ? other : one;
    }

    /** Null where the address speaks plain HTTP: loading certificates takes its time, and a bad file would be no matter. */
    private @Nullable TlsClient tls(Entry.Located entry, Target target) {
        if (!(entry.address() instanceof Address.Tls)) {
            return null;
        }
        boolean asDocker = likeDocker && unverifiedByDocker(entry);
        TlsConfig config = unverified || asDocker ? entry.tls().unverified() : entry.tls();
        try {
            return TlsClient.of(config);
        } catch (IllegalArgumentException e) {
            throw new MalformedEntryException(
                    target, entry.file() + ": " + e.getMessage(), "Mend the TLSConfig in the file", e);
        }
    }

    /** Docker verifies neither what a {@code .spec} announces nor what has a TLSConfig without CAFile (W-17). */
    @SuppressWarnings(
            "ReferenceEquality") // SYSTEM itself stands for a file without TLSConfig; an empty one is another.
    private static boolean unverifiedByDocker(Entry.Located entry) {
        boolean configured = entry.tls() != TlsConfig.SYSTEM;
        return entry.file().toString().endsWith(".spec")
                || (configured && entry.tls().caFile().isEmpty());
    }

    private void stands(State state, String reason, @Nullable Live live) {
        Snapshot before = snapshot.get();
        snapshot.set(new Snapshot(state, reason, live, live == null ? before.last() : live, clock.instant()));
        if (before.live() != null && !before.live().equals(live)) {
            before.live().pool().retire();
        }
    }

    /** Ends the calls in flight, and an attempt if one is under way. */
    @Override
    public void close() {
        closed = true;
        pools.forEach(ConnectionPool::close);
    }
}
