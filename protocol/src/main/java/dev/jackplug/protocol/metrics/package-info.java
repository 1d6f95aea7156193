/** The {@code MetricsCollector} subsystem: who reads the engine's metrics (protocol §4.7). */
@NullMarked
package dev.jackplug.protocol.metrics;

import org.jspecify.annotations.NullMarked;
