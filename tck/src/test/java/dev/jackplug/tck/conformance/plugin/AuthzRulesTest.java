package dev.jackplug.tck.conformance.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jackplug.internal.json.Json;
import dev.jackplug.tck.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
    void aSecondAnswerAfterTheRefusalIsCaught() {
        plugin.answering(REQUEST, Answer.status(400, "{\"Err\":\"bad\"}\n{\"Allow\":true}"));

        assertThat(plugin.by(AuthzRules.ROWS, "authz-request-cut")).startsWith("FAILED ");
    }

    @ParameterizedTest
    @CsvSource({
        "authz-body-cut, \"Privileged\":true}}",
        "authz-body-letter-case, \"Privileged\":true",
        "authz-body-two-cases, \"Privileged\":true",
        "authz-body-repeated-keys, true}}"
    })
    void whoeverDeniesByTheTextOfABodyIsCaught(String id, String denied) {
        plugin.answering(REQUEST, denying(denied));

        assertThat(plugin.by(AuthzRules.ROWS, id)).startsWith("FAILED ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"authz-body-cut", "authz-body-letter-case", "authz-body-two-cases", "authz-body-repeated-keys"})
    void whoeverDeniesEveryPrivilegeIsRight(String id) {
        plugin.answering(REQUEST, denying("true"));

        assertThat(plugin.by(AuthzRules.ROWS, id)).startsWith("PASSED ");
    }

    @Test
    void whatIsInBodiesIsNotJudgedOfAPolicyThatAllowsIt() {
        plugin.answering(REQUEST, "{\"Allow\":true}");

        assertThat(plugin.by(AuthzRules.ROWS, "authz-body-letter-case")).startsWith("SKIPPED ");
    }

    private static Answer denying(String text) {
        return (request, connection) -> {
            Map<?, ?> arguments = Json.read(request.body(), Map.class);
            byte[] body = Base64.getDecoder().decode(String.valueOf(arguments.get("RequestBody")));
            boolean denied = new String(body, StandardCharsets.UTF_8).contains(text);
            Answer.json(denied ? "{\"Allow\":false,\"Msg\":\"no\"}" : "{\"Allow\":true}")
                    .write(request, connection);
        };
    }

    @Test
    void whatCannotBeReadIsRefusedOrDenied() {
        plugin.answering(REQUEST, Answer.status(400, "bad")).answering(RESPONSE, "{\"Allow\":false}");

        assertThat(plugin.by(AuthzRules.ROWS, "authz-request-cut")).startsWith("PASSED ");
        assertThat(plugin.by(AuthzRules.ROWS, "authz-response-cut")).startsWith("PASSED ");
    }
}
