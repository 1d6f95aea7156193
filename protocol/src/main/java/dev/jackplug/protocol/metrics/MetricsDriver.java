package dev.jackplug.protocol.metrics;

import dev.jackplug.protocol.PluginException;
import dev.jackplug.protocol.Subsystem;

/**
 * A collector of the engine's metrics (protocol §4.7). Authors implement it; hosts receive one that answers from the other
 * end of a socket. The engine serves its metrics as Prometheus text at {@code GET /metrics} on a socket of its own, {@code
 * /run/docker/metrics.sock} as the plugin sees it; these two calls say when it does.
 *
 * <p><b>dockerd hangs for good when a plugin that it finds through files lists this subsystem</b> (W-07): let dockerd have it
 * as a managed plugin alone. Hosts of jackplug take it either way.
 */
public interface MetricsDriver {

    /** The subsystem and its contract. */
    Subsystem<MetricsDriver> SUBSYSTEM = MetricsContract.SUBSYSTEM;

    /**
     * The metrics can be read from now on. May be repeated. Hosts wait a minute and do not read the answer.
     *
     * @throws PluginException if the plugin does not answer with success; dockerd only logs it
     */
    void startMetrics();

    /**
     * The metrics are about to end. May come without a start. Hosts wait a minute and do not read the answer.
     *
     * @throws PluginException if the plugin does not answer with success; dockerd only logs it
     */
    void stopMetrics();
}
