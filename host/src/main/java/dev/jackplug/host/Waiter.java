package dev.jackplug.host;

import dev.jackplug.protocol.PluginException;
import dev.jackplug.protocol.PluginName;
import dev.jackplug.protocol.Target;
import dev.jackplug.protocol.UnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** Tries until something succeeds or patience ends. Attempts run on the prober's threads, so that none outlasts it. */
final class Waiter {

    private static final long FIRST_PAUSE = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long LONGEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(500);

    private final Prober prober;
    private final PluginListener listener;
    private final Pauses pauses;
    private final Repeater repeater;

    Waiter(Prober prober, PluginListener listener, Pauses pauses) {
        this.prober = prober;
        this.listener = listener;
        this.pauses = pauses;
        this.repeater = new Repeater(pauses);
    }

    Plugin await(PluginName name, Duration patience, Supplier<Plugin> attempt) {
        long end = pauses.nanoTime() + Limits.positive("patience", patience).toNanos();
        PluginException missing = Failures.late(name.value(), patience);
        for (long pause = FIRST_PAUSE; ; pause = Math.min(2 * pause, LONGEST_PAUSE)) {
            AtomicReference<Object> outcome = new AtomicReference<>(missing);
            prober.probe(List.of(name), one -> outcome.set(outcomeOf(attempt)), end);
            if (outcome.get() instanceof Plugin plugin) {
                return plugin;
            }
            missing = (PluginException) outcome.get();
            long left = end - pauses.nanoTime();
            if (missing instanceof UnavailableException) {
                throw missing;
            }
            if (left <= 0) {
                throw Failures.waited(name.value(), patience, missing);
            }
            listener.waiting(name.value(), missing, Duration.ofNanos(left));
            repeater.pause(Target.of(name.value()), Duration.ofNanos(Math.min(pause, left)));
        }
    }

    private static Object outcomeOf(Supplier<Plugin> attempt) {
        try {
            return attempt.get();
        } catch (PluginException e) {
            return e;
        }
    }
}
