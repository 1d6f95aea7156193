package dev.jackplug.host;

import dev.jackplug.host.Activation.Live;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The registered handlers, and which activation each was told of. Exactly once is decided by one atomic step on a map; the
 * handler itself runs outside of it, and whoever needs it to have run waits, within a bound.
 */
final class Handlers {

    private static final Logger LOG = System.getLogger(Plugins.class.getName());

    /** A handler never waits for another, so that two that get each other's plugins do not wait for ever. */
    private static final ThreadLocal<Boolean> INSIDE = ThreadLocal.withInitial(() -> false);

    private final boolean late;
    private final List<Registered> all = new CopyOnWriteArrayList<>();

    /** Late ones are told of active plugins at their next get. */
    Handlers(boolean late) {
        this.late = late;
    }

    /** That a handler was told, or is being told, of one activation. */
    private record Telling(Live live, CountDownLatch over) {}

    /** One handler. */
    private final class Registered implements Registration {

        private final String subsystem;
        private final PluginHandler handler;
        private final Map<String, Telling> told = new ConcurrentHashMap<>();

        Registered(String subsystem, PluginHandler handler) {
            this.subsystem = subsystem;
            this.handler = handler;
        }

        void activated(Live live, Plugin plugin, Duration patience) {
            Telling mine = new Telling(live, new CountDownLatch(1));
            Telling decided = told.compute(
                    live.entry().name(),
                    (name, before) -> before != null && before.live().equals(live) ? before : mine);
            if (!decided.equals(mine)) {
                await(decided.over(), patience);
                return;
            }
            try {
                if (!run(() -> handler.activated(plugin), "activated", plugin)) {
                    told.remove(live.entry().name(), mine);
                }
            } finally {
                mine.over().countDown();
            }
        }

        void gone(Activation activation) {
            if (told.remove(activation.name()) != null) {
                Plugin plugin = activation.plugin();
                run(() -> handler.gone(plugin), "gone", plugin);
            }
        }

        private boolean run(Runnable call, String what, Plugin plugin) {
            boolean inside = INSIDE.get();
            INSIDE.set(true);
            try {
                call.run();
                return true;
            } catch (RuntimeException e) {
                LOG.log(
                        Level.WARNING,
                        "a handler of " + subsystem + " failed when told that plugin \"" + plugin.name() + "\" is "
                                + what,
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
                        live, activation.plugin(), activation.limits().activation());
            }
        }
        return registered;
    }

    /** Tells every handler that an activation concerns and that does not know of it yet; waits for those being told. */
    void activated(Activation activation, Live live) {
        for (Registered registered : all) {
            if (live.manifest().lists(registered.subsystem)) {
                registered.activated(
                        live, activation.plugin(), activation.limits().activation());
            } else {
                registered.gone(activation);
            }
        }
    }

    /** Whether somebody wants to be told. */
    boolean any() {
        return !all.isEmpty();
    }

    /** Tells every handler that knows the plugin that it is no longer to be had. */
    void gone(Activation activation) {
        all.forEach(registered -> registered.gone(activation));
    }
}
