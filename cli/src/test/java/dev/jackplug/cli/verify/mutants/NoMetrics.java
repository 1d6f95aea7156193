package dev.jackplug.cli.verify.mutants;

import dev.jackplug.protocol.metrics.MetricsDriver;

/** Looks at no metrics. */
final class NoMetrics implements MetricsDriver {

    @Override
    public void startMetrics() {
        // Nobody reads them.
    }

    @Override
    public void stopMetrics() {
        // Nobody has read them.
    }
}
