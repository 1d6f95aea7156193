package dev.jackplug.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jackplug.protocol.DriverException;
import dev.jackplug.protocol.metrics.MetricsDriver;
import dev.jackplug.tck.Answer;
import dev.jackplug.tck.ScriptedPlugin;
import java.io.IOException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A host and a collector of metrics that says what the test wants. */
class MetricsEndToEndTest {

    private static final String START = "MetricsCollector.StartMetrics";
    private static final String STOP = "MetricsCollector.StopMetrics";

    @AutoClose
    private final HostFixture fixture = new HostFixture();

    private final ScriptedPlugin plugin = fixture.plugin("p").implementing("MetricsCollector");

    MetricsEndToEndTest() throws IOException {}

    @ParameterizedTest
    @Tag("held-196")
    @ValueSource(strings = {"", "{}", "no JSON", "{\"Err\":\"nobody reads this\"}"})
    void theRequestsAreEmptyAndTheAnswersAreNotRead(String answer) {
        plugin.answering(START, Answer.status(200, answer)).answering(STOP, Answer.status(200, answer));
        MetricsDriver metrics = fixture.host().driver("p", MetricsDriver.SUBSYSTEM);

        metrics.startMetrics();
        metrics.stopMetrics();

        assertThat(plugin.received(START).get(0).body()).isEmpty();
        assertThat(plugin.received(STOP).get(0).body()).isEmpty();
    }

    @Test
    void aStartThatFailsIsTheDriversError() {
        plugin.answering(START, Answer.status(500, "{\"Err\":\"no room\"}"));
        MetricsDriver metrics = fixture.host().driver("p", MetricsDriver.SUBSYSTEM);

        assertThatThrownBy(metrics::startMetrics)
                .isInstanceOf(DriverException.class)
                .hasMessageContaining("no room");
    }

    /** What dockerd does in the same place, and hangs for good (W-07). */
    @Test
    @Tag("held-197")
    void aHandlerGetsThePluginItIsToldOfAndStartsIt() {
        plugin.answering(START, Answer.json("{}"));
        Plugins host = fixture.host();
        host.handle(
                MetricsDriver.SUBSYSTEM,
                told -> host.get(told.name(), MetricsDriver.SUBSYSTEM)
                        .driver(MetricsDriver.SUBSYSTEM)
                        .startMetrics());

        host.get("p", MetricsDriver.SUBSYSTEM);

        assertThat(plugin.received(START)).hasSize(1);
        assertThat(plugin.received("Plugin.Activate")).hasSize(1);
    }
}
