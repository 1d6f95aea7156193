package dev.jackplug.protocol.metrics;

import dev.jackplug.protocol.Caller;
import dev.jackplug.protocol.Empty;
import dev.jackplug.protocol.Subsystem;
import dev.jackplug.protocol.Unary;
import dev.jackplug.protocol.Unread;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** The {@code MetricsCollector} contract. Moby sets no limit (daemon/internal/metrics/plugin_unix.go); ours is that of its other short calls. */
final class MetricsContract {

    static final Unary<MetricsDriver, Empty, Unread> START =
            row("MetricsCollector.StartMetrics", MetricsDriver::startMetrics);
    static final Unary<MetricsDriver, Empty, Unread> STOP =
            row("MetricsCollector.StopMetrics", MetricsDriver::stopMetrics);

    static final Subsystem<MetricsDriver> SUBSYSTEM =
            new Subsystem<>("MetricsCollector", Subsystem.ERR, MetricsDriver.class, List.of(START, STOP), Remote::new);

    private MetricsContract() {}

    private static Unary<MetricsDriver, Empty, Unread> row(String name, Consumer<MetricsDriver> action) {
        return Unary.<MetricsDriver, Unread>query(name, Unread.class, driver -> {
                    action.accept(driver);
                    return Unread.UNREAD;
                })
                .within(Duration.ofMinutes(1))
                .withoutBody()
                .mayBeRepeated();
    }

    /** A driver whose answers come from the other end of a socket. */
    private record Remote(Caller plugin) implements MetricsDriver {

        @Override
        public void startMetrics() {
            plugin.call(START, Empty.EMPTY);
        }

        @Override
        public void stopMetrics() {
            plugin.call(STOP, Empty.EMPTY);
        }
    }
}
