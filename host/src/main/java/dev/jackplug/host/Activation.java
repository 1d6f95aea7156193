package dev.jackplug.host;

import static dev.jackplug.host.Repeater.refused;

import dev.jackplug.internal.socket.Deadlines;
import dev.jackplug.protocol.ActivationException;
import dev.jackplug.protocol.DeadlineException;
import dev.jackplug.protocol.MalformedEntryException;
import dev.jackplug.protocol.Manifest;
import dev.jackplug.protocol.PluginException;
import dev.jackplug.protocol.PluginName;
import dev.jackplug.protocol.PluginNotFoundException;
import dev.jackplug.protocol.SubsystemNotImplementedException;
import dev.jackplug.protocol.Target;
import java.nio.channels.ClosedByInterruptException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
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
     * @param attempt the number of the attempt that succeeded
     * @param identity the file that announced it, as it was before the handshake
     */
    record Live(
            long attempt,
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
    private final Settings settings;
    private final Registry registry;
    private final Limits limits;
    private final Handshake handshake;
    private final Deadlines deadlines;
    private final Handlers handlers;
    private final PluginListener listener;
    private final InstantSource clock;
    private final AtomicReference<Snapshot> snapshot;
    private final AtomicReference<@Nullable CompletableFuture<Live>> attempt = new AtomicReference<>();
    private final AtomicLong attempts = new AtomicLong();
    private final Set<ConnectionPool> pools = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    Activation(PluginName name, Settings settings, Deadlines deadlines, Handlers handlers) {
        this.name = name;
        this.settings = settings;
        this.registry = settings.registry();
        this.limits = settings.limits(name);
        this.handshake = new Handshake(name, settings, deadlines);
        this.deadlines = deadlines;
        this.handlers = handlers;
        this.listener = settings.listener();
        this.clock = settings.clock();
        this.snapshot = new AtomicReference<>(new Snapshot(State.DISCOVERED, "", null, null, clock.instant()));
    }

    /** The plugin as those see it who hold it. */
    Plugin plugin() {
        return new Plugin(this, new PluginClient(this, deadlines, limits, settings));
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

    /** The active plugin for a call: looks no further than whether its file is the same, and not even there after a fresh answer. */
    Live forCall(long now) {
        Live live = snapshot.get().live();
        boolean moved = live != null && !live.pool().fresh(now) && !live.sameFile();
        return other(moved ? live : null);
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
        for (boolean joined = false; ; joined = true) {
            Live live = snapshot.get().live();
            if (live != null && !live.equals(stale)) {
                return live;
            }
            CompletableFuture<Live> mine = new CompletableFuture<>();
            CompletableFuture<Live> running = attempt.compareAndExchange(null, mine);
            if (running == null) {
                return lead(mine, stale);
            }
            Live shared = follow(running, joined);
            if (shared != null) {
                return shared;
            }
        }
    }

    private Live lead(CompletableFuture<Live> mine, @Nullable Live stale) {
        long number = attempts.incrementAndGet();
        Live live;
        try {
            // An attempt may have succeeded between the look at the snapshot and here.
            Live before = snapshot.get().live();
            live = before != null && !before.equals(stale) ? before : discoverAndActivate(number);
        } catch (RuntimeException | Error e) {
            // First of all, so that whoever hears of the failure can try anew.
            attempt.set(null);
            mine.completeExceptionally(e);
            if (!wasInterrupted(e)) {
                handlers.gone(this, number);
            }
            throw e;
        }
        attempt.set(null);
        mine.complete(live);
        handlers.activated(this, live);
        return live;
    }

    /**
     * Waits for somebody else's attempt. Null when its end says nothing of the plugin as the caller finds it.
     *
     * @param joined whether the caller waited before, so that this attempt began after it came
     */
    private @Nullable Live follow(CompletableFuture<Live> running, boolean joined) {
        try {
            // The attempt is bounded itself; the second more is for its end to be told.
            return running.get(handshake.longest().plusSeconds(1).toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            Throwable failure = Objects.requireNonNull(e.getCause());
            if (wasInterrupted(failure) || (!joined && foundNothing(failure))) {
                return null;
            }
            throw shared(failure);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ActivationException(Failures.interrupted(Target.of(name.value()), false, e));
        } catch (TimeoutException e) {
            String what = "another thread's attempt took longer than " + Failures.words(limits.activation());
            throw new ActivationException(new DeadlineException(Target.of(name.value()), what, true));
        }
    }

    /** The end of the thread that tried, which is no fault of the plugin. */
    private static boolean wasInterrupted(Throwable failure) {
        Throwable cause =
                failure instanceof ActivationException failed ? failed.reason().getCause() : failure.getCause();
        return cause instanceof ClosedByInterruptException || cause instanceof InterruptedException;
    }

    /** No file to go by: one that restarts may have bound its socket anew between that look and the caller. */
    private static boolean foundNothing(Throwable failure) {
        return failure instanceof PluginNotFoundException || failure instanceof MalformedEntryException;
    }

    /** Each caller gets an exception of its own, with its own stack. */
    private static RuntimeException shared(Throwable failure) {
        if (failure instanceof ActivationException activation) {
            return new ActivationException(activation.reason());
        }
        return failure instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(failure);
    }

    private Live discoverAndActivate(long number) {
        Entry.Located located = discover();
        stands(State.ACTIVATING, "", null);
        listener.activating(name.value(), located.address());
        try {
            Live live = handshake.shake(number, located, this::opened);
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

    /** The entry of the plugin now. Without one nothing is known of what the next file will announce. */
    private Entry.Located discover() {
        try {
            Entry entry = registry.find(name);
            if (entry instanceof Entry.Malformed malformed) {
                throw malformed.problem();
            }
            return (Entry.Located) entry;
        } catch (PluginNotFoundException | MalformedEntryException e) {
            stands(State.DISCOVERED, "", null);
            throw e;
        }
    }

    /** Takes note of a pool, so that closing the host closes it; pools that are of no more use are forgotten. */
    private void opened(ConnectionPool pool) {
        pools.removeIf(ConnectionPool::done);
        pools.add(pool);
        if (closed) {
            pool.close();
        }
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
