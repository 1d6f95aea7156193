package dev.jackplug.host;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Gives a host a clock on which every pause passes at once and is told. In this package, because only tests may do so. */
public final class InjectedClock {

    private InjectedClock() {}

    public static void into(PluginsBuilder builder, Consumer<Duration> told) {
        AtomicLong now = new AtomicLong();
        builder.pauses(new Pauses() {
            @Override
            public long nanoTime() {
                return now.get();
            }

            @Override
            public boolean pause(Duration duration) {
                told.accept(duration);
                now.addAndGet(duration.toNanos());
                return false;
            }

            @Override
            public void close() {}
        });
    }
}
