package dev.jackplug.tck.conformance.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jackplug.tck.Answer;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MetricsRulesTest {

    private static final String START = "MetricsCollector.StartMetrics";
    private static final String STOP = "MetricsCollector.StopMetrics";

    private Judged plugin;

    @BeforeEach
    void start() throws IOException {
        plugin = Judged.plugin().answering(START, "").answering(STOP, "");
    }

    @AfterEach
    void stop() throws IOException {
        plugin.close();
    }

    @Test
    void onlyTheStatusCounts() {
        assertThat(plugin.by(MetricsRules.ROWS, "metrics-start")).startsWith("PASSED ");
        assertThat(plugin.by(MetricsRules.ROWS, "metrics-stop")).startsWith("PASSED ");
        assertThat(plugin.scripted().received(STOP)).hasSize(2);
    }

    @Test
    void anotherStatusIsCaught() {
        plugin.answering(STOP, Answer.status(204, ""));
        assertThat(plugin.by(MetricsRules.ROWS, "metrics-stop")).startsWith("FAILED ");
        plugin.answering(START, Answer.status(204, ""));
        assertThat(plugin.by(MetricsRules.ROWS, "metrics-start")).startsWith("FAILED ");
    }

    @Test
    void aCollectorWithoutAnEngineIsNotJudged() {
        plugin.answering(START, Answer.status(500, "{\"Err\":\"no socket\"}"));

        assertThat(plugin.by(MetricsRules.ROWS, "metrics-start")).startsWith("SKIPPED ");
    }
}
