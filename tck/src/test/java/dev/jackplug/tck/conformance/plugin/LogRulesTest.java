package dev.jackplug.tck.conformance.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jackplug.tck.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogRulesTest {

    private Judged plugin;

    /** A driver that says yes to everything, and reads nothing. */
    @BeforeEach
    void start() throws IOException {
        plugin = Judged.plugin()
                .answering("LogDriver.Capabilities", "{\"Cap\":{\"ReadLogs\":true}}")
                .answering("LogDriver.StartLogging", "{\"Err\":\"\"}")
                .answering("LogDriver.StopLogging", "{\"Err\":\"\"}");
    }

    @AfterEach
    void stop() throws IOException {
        plugin.close();
    }

    private String judged(String id) {
        return plugin.by(LogRules.ROWS, id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"Cap\":{\"ReadLogs\":true}}", "{\"Cap\":{}}", "{\"cap\":{\"readlogs\":false},\"X\":1}"})
    void capabilitiesAreInsideCap(String json) {
        plugin.answering("LogDriver.Capabilities", json);

        assertThat(judged("log-capabilities")).startsWith("PASSED ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"ReadLogs\":true}", "{}", "{\"Cap\":[\"ReadLogs\"]}", "{\"Cap\":{\"ReadLogs\":\"yes\"}}"})
    void capabilitiesThatNoHostUnderstandsAreCaught(String json) {
        plugin.answering("LogDriver.Capabilities", json);

        assertThat(judged("log-capabilities")).startsWith("FAILED ");
    }

    @Test
    void aDriverThatCannotReadIsNotJudgedByWhatItGivesBack() {
        plugin.answering("LogDriver.Capabilities", Answer.status(404, ""));

        assertThat(judged("log-capabilities")).startsWith("PASSED ");
        assertThat(judged("log-read")).startsWith("SKIPPED ");
    }

    @ParameterizedTest
    @CsvSource({
        "200, log-read, FAILED, 4194304 are allowed",
        "500, log-read, FAILED, no log",
        "200, log-read-follow, SKIPPED, 4194304 are allowed",
        "500, log-read-follow, SKIPPED, no log",
        "500, log-read-tail, SKIPPED, no log",
        "500, log-unknown-fields, SKIPPED, no log",
    })
    void whereNoLogIsGivenBackOnlyThatIsCaught(int status, String id, String verdict, String why) {
        plugin.answering("LogDriver.ReadLogs", Answer.status(status, "logger does not exist"));

        assertThat(plugin.by(ReadLogsRules.ROWS, id)).startsWith(verdict + " ").contains(why);
    }

    @Test
    void aRefusalWithStatus200IsARefusal() throws IOException {
        plugin.answering("LogDriver.StartLogging", (request, connection) -> {
            boolean there = new String(request.body(), StandardCharsets.UTF_8)
                    .lines()
                    .flatMap(line ->
                            Pattern.compile("\"File\":\"([^\"]+)").matcher(line).results())
                    .allMatch(file -> Files.exists(Path.of(file.group(1))));
            Answer.json(there ? "{}" : "{\"Err\":\"no such file\"}").write(request, connection);
        });

        assertThat(judged("log-start-missing")).startsWith("PASSED ");
    }

    @ParameterizedTest
    @CsvSource({
        "log-start-opens, nobody has the FIFO open",
        "log-start-missing, no failure",
        "log-stop-drains, left in the FIFO",
    })
    void aDriverThatDoesNotReadIsCaught(String id, String why) {
        assertThat(judged(id)).startsWith("FAILED ").contains(why);
    }

    @ParameterizedTest
    @ValueSource(strings = {"log-keeps-reading", "log-orphan", "log-endless-frame"})
    void aDriverThatLetsContainersStandStillIsCaught(String id) throws IOException {
        try (Judged slow = Judged.plugin(Duration.ofSeconds(1))
                .answering("LogDriver.StartLogging", "{}")
                .answering("LogDriver.StopLogging", "{}")) {
            assertThat(slow.by(LogRules.ROWS, id)).startsWith("FAILED ");
        }
    }

    @Test
    void aDriverThatDoesNotAnswerStopLoggingIsCaught() throws IOException {
        try (Judged hung = Judged.plugin(Duration.ofSeconds(1))
                .answering("LogDriver.StartLogging", "{}")
                .answering("LogDriver.StopLogging", Answer.hang())) {
            assertThat(hung.by(LogRules.ROWS, "log-start")).startsWith("FAILED no answer");
        }
    }

    @Test
    void aDriverThatCannotSeeTheFifoIsNotJudged() {
        plugin.answering("LogDriver.StartLogging", Answer.status(500, "{\"Err\":\"it is not there\"}"));

        assertThat(judged("log-keeps-reading")).startsWith("SKIPPED ").contains("it is not there");
    }

    @Test
    void noFifoIsLeftBehind() {
        judged("log-stop-drains");

        String request =
                plugin.scripted().received("LogDriver.StartLogging").get(0).text();
        Path fifo = Path.of(request.replaceAll(".*\"File\":\"([^\"]*)\".*\\s*", "$1"));
        assertThat(fifo.toString()).endsWith("6a61636b706c7567");
        assertThat(Files.exists(fifo)).isFalse();
    }
}
