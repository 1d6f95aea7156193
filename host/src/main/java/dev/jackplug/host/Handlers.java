package dev.jackplug.host;

import dev.jackplug.host.Activation.Live;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The registered handlers, and what each was told last of which plugin. Exactly once is decided by one atomic step on a map;
 * the handler itself runs outside of it, and whoever needs it to have run waits, within a bound. Attempts to activate a
 * plugin have numbers, so that a thread that comes late with what is past by now says nothing.
 */
final class Handlers {

    /** A handler never waits for another, so that two that get each other's plugins do not wait for ever. */
    private static final ThreadLocal<Boolean> INSIDE = ThreadLocal.withInitial(() -> false);

    private final boolean late;
    private final List<Registered> all = new CopyOnWriteArrayList<>();

    /** Late ones are told of active plugins at their next get. */
    Handlers(boolean late) {
        this.late = late;
    }

    /**
     * That a handler was told, or is being told, how an attempt to activate a plugin ended.
     *
     * @param there whether it succeeded, and the plugin is of the handler's subsystem
     */
    private record Telling(long attempt, boolean there, CountDownLatch over) {

        Telling(long attempt, boolean there) {
            this(attempt, there, new CountDownLatch(1));
        }
    }

    /** One handler. */
    private final class Registered implements Registration {

        private final String subsystem;
        private final PluginHandler handler;
        private final Map<String, Telling> told = new ConcurrentHashMap<>();

        Registered(String subsystem, PluginHandler handler) {
            this.subsystem = subsystem;
            this.handler = handler;
        }

        void activated(long attempt, Plugin plugin, Duration patience) {
            Telling mine = new Telling(attempt, true);
            tell(plugin.name(), mine, patience, known -> {
                if (!run(() -> handler.activated(plugin), "activated", plugin)) {
                    told.remove(plugin.name(), mine);
                }
            });
        }

        void gone(long attempt, Activation activation) {
            Duration patience = activation.limits().activation();
            tell(activation.name(), new Telling(attempt, false), patience, known -> {
                if (known) {
                    Plugin plugin = activation.plugin();
                    run(() -> handler.gone(plugin), "gone", plugin);
                }
            });
        }

        /** Tells of an attempt that the handler knows nothing of yet, nor of a later one; and after all that came before. */
        private void tell(String name, Telling mine, Duration patience, Consumer<Boolean> telling) {
            AtomicReference<@Nullable Telling> last = new AtomicReference<>();
            Telling decided = told.compute(name, (key, before) -> {
                last.set(before);
                return before != null && before.attempt() >= mine.attempt() ? before : mine;
            });
            Telling before = last.get();
            if (before != null) {
                await(before.over(), patience);
            }
            if (decided.equals(mine)) {
                try {
                    telling.accept(before != null && before.there());
                } finally {
                    mine.over().countDown();
                }
            }
        }

        private boolean run(Runnable call, String what, Plugin plugin) {
            boolean inside = INSIDE.get();
            INSIDE.set(true);
            try {
                call.run();
                return true;
            } catch (RuntimeException e) {
                // Not before it is needed, as in GuardedListener.
                System.getLogger(Plugins.class.getName())
                        .log(
                                Level.WARNING,
                                "a handler of " + subsystem + " failed when told that plugin \"" + plugin.name()
                                        + "\" is " + what,
                                e);
                return false;
            } finally {
                INSIDE.set(inside);
            }
        }

        @Override
        public void close() {
            all.remove(this);
        }
    }

    private static void await(CountDownLatch over, Duration patience) {
        if (INSIDE.get()) {
            return;
        }
        try {
            over.await(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Registers a handler and tells it of those that are active. */
    Registration add(String subsystem, PluginHandler handler, Iterable<Activation> known) {
        Registered registered = new Registered(subsystem, handler);
        all.add(registered);
        if (late) {
            return registered;
        }
        for (Activation activation : known) {
            Live live = activation.snapshot().live();
            if (live != null && live.manifest().lists(subsystem)) {
                registered.activated(
                        live.attempt(), activation.plugin(), activation.limits().activation());
            }
        }
        return registered;
    }

    /** Tells every handler that an activation concerns and that does not know of it yet; waits for those being told. */
    void activated(Activation activation, Live live) {
        for (Registered registered : all) {
            if (live.manifest().lists(registered.subsystem)) {
                registered.activated(
                        live.attempt(), activation.plugin(), activation.limits().activation());
            } else {
                registered.gone(live.attempt(), activation);
            }
        }
    }

    /** Whether somebody wants to be told. */
    boolean any() {
        return !all.isEmpty();
    }

    /** Tells every handler that knows the plugin that it is no longer to be had, as an attempt to activate it failed. */
    void gone(Activation activation, long attempt) {
        all.forEach(registered -> registered.gone(attempt, activation));
    }
}
