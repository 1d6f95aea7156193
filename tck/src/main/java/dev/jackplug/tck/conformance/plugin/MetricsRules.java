package dev.jackplug.tck.conformance.plugin;

import static dev.jackplug.tck.conformance.plugin.Rule.changes;

import dev.jackplug.tck.internal.NotJudged;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** What collectors of metrics must do (protocol §4.7, §8.9). Hosts look at the status alone. They are left stopped. */
final class MetricsRules {

    private static final String METRICS = "MetricsCollector";
    private static final String STOP = "MetricsCollector.StopMetrics";

    static final List<Rule> ROWS = List.of(
            changes(
                    METRICS,
                    "metrics-start",
                    "StartMetrics without a body is answered with 200",
                    "§8 #196, §4.7",
                    plugin -> {
                        try {
                            return started(plugin).toString();
                        } finally {
                            plugin.tidy(STOP, Map.of());
                        }
                    }),
            changes(
                    METRICS,
                    "metrics-stop",
                    "StopMetrics without a body is answered with 200",
                    "§8 #196, §4.7",
                    plugin -> {
                        started(plugin);
                        Heard heard = plugin.call(STOP, "");
                        return heard.when(heard.status() == 200, "not 200");
                    }));

    private MetricsRules() {}

    /** It may not find the metrics of an engine that is not there. */
    private static Heard started(Subject plugin) throws IOException {
        Heard heard = plugin.call("MetricsCollector.StartMetrics", "");
        if (heard.status() != 200) {
            throw new NotJudged(heard.failed() + ": it cannot start here");
        }
        return heard;
    }
}
