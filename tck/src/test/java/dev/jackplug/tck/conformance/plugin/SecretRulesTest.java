package dev.jackplug.tck.conformance.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jackplug.tck.Answer;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretRulesTest {

    private static final String GET = "SecretProvider.GetSecret";

    private Judged plugin;

    @BeforeEach
    void start() throws IOException {
        plugin = Judged.plugin();
    }

    @AfterEach
    void stop() throws IOException {
        plugin.close();
    }

    private String judged(String id) {
        return plugin.by(SecretRules.ROWS, id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"Err\":\"no\"}", "{\"Value\":\"\",\"Err\":\"no\",\"DoNotReuse\":false}"})
    void aFailureHasAStatusAndAText(String json) {
        plugin.answering(GET, Answer.status(500, json));

        assertThat(judged("secret-unknown")).startsWith("PASSED ");
        assertThat(judged("secret-value")).startsWith("SKIPPED ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200 | {\"Err\":\"no\"}",
                "404 | {\"Err\":\"no\"}",
                "500 | {}",
                "500 | {\"Err\":\"no\",\"Value\":\"YQ==\"}",
            })
    void otherFailuresAreCaught(int status, String json) {
        plugin.answering(GET, Answer.status(status, json));

        assertThat(judged("secret-unknown")).startsWith("FAILED ");
    }

    @Test
    void aValueForEveryNameIsNoViolation() {
        plugin.answering(GET, "{\"Value\":\"aGVsbG8=\",\"DoNotReuse\":true}");

        assertThat(judged("secret-unknown")).startsWith("SKIPPED ");
        assertThat(judged("secret-value"))
                .startsWith("PASSED ")
                .contains("5 bytes")
                .doesNotContain("aGVsbG8");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"Value\":\"\"}",
                "{\"Value\":\"*\"}",
                "{\"Value\":[104]}",
                "{\"Value\":\"aGVsbG8=\",\"DoNotReuse\":\"no\"}"
            })
    void valuesThatSwarmRefusesAreCaught(String json) {
        plugin.answering(GET, json);

        assertThat(judged("secret-value")).startsWith("FAILED ");
    }
}
