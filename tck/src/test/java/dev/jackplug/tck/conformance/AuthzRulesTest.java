package dev.jackplug.tck.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jackplug.tck.Answer;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthzRulesTest {

    private static final String REQUEST = "AuthZPlugin.AuthZReq";
    private static final String RESPONSE = "AuthZPlugin.AuthZRes";

    private Judged plugin;

    @BeforeEach
    void start() throws IOException {
        plugin = Judged.plugin();
    }

    @AfterEach
    void stop() throws IOException {
        plugin.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"Allow\":true}", "{\"allow\":false,\"Msg\":\"no\",\"Err\":\"\"}"})
    void aVerdictIsAnAnswer(String json) {
        plugin.answering(REQUEST, json).answering(RESPONSE, json);

        assertThat(plugin.by(AuthzRules.ROWS, "authz-request-answer")).startsWith("PASSED ");
        assertThat(plugin.by(AuthzRules.ROWS, "authz-response-answer")).startsWith("PASSED ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"Allow\":\"true\"}",
                "{\"Allow\":false}",
                "{\"Allow\":false,\"Msg\":[\"no\"]}",
                "{\"Allow\":true,\"Err\":\"broken\"}",
                "[true]"
            })
    void whatIsNoVerdictIsCaught(String json) {
        plugin.answering(REQUEST, json).answering(RESPONSE, json);

        assertThat(plugin.by(AuthzRules.ROWS, "authz-request-answer")).startsWith("FAILED ");
        assertThat(plugin.by(AuthzRules.ROWS, "authz-response-answer")).startsWith("FAILED ");
    }

    @Test
    void aPolicyThatFailsSaysSoWithAText() {
        plugin.answering(REQUEST, Answer.status(500, "{\"Err\":\"no policy\"}"));
        assertThat(plugin.by(AuthzRules.ROWS, "authz-request-answer")).startsWith("PASSED ");
        plugin.answering(REQUEST, Answer.status(500, "{}"));
        assertThat(plugin.by(AuthzRules.ROWS, "authz-request-answer")).startsWith("FAILED ");
    }

    @Test
    void whatCannotBeReadIsNeverAllowed() {
        Answer answer = Answer.json("{\"Allow\":true}");
        plugin.answering(REQUEST, answer).answering(RESPONSE, answer);

        assertThat(plugin.failures(AuthzRules.ROWS)).hasSize(8).allMatch(row -> row.contains("cannot be read"));
    }

    @Test
    void whatCannotBeReadIsRefusedOrDenied() {
        plugin.answering(REQUEST, Answer.status(400, "bad")).answering(RESPONSE, "{\"Allow\":false}");

        assertThat(plugin.by(AuthzRules.ROWS, "authz-request-cut")).startsWith("PASSED ");
        assertThat(plugin.by(AuthzRules.ROWS, "authz-response-cut")).startsWith("PASSED ");
    }
}
