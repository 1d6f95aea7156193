package dev.jackplug.host;

import dev.jackplug.protocol.metrics.MetricsDriver;
import java.util.Map;

class MetricsSubsystemTest extends SubsystemContract<MetricsDriver> {

    MetricsSubsystemTest() {
        super(MetricsDriver.SUBSYSTEM, "metrics");
    }

    @Override
    Map<String, Long> leftOut() {
        return Map.of();
    }
}
