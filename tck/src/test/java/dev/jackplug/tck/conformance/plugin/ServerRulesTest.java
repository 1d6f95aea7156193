package dev.jackplug.tck.conformance.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.jackplug.tck.Answer;
import dev.jackplug.tck.Received;
import dev.jackplug.tck.ScriptedPlugin;
import dev.jackplug.tck.conformance.Outcome;
import dev.jackplug.tck.conformance.Verdict;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ServerRulesTest {

    private static final String ACTIVATE = "Plugin.Activate";
    private static final String LIST = "VolumeDriver.List";
    private static final String GET = "VolumeDriver.Get";
    private static final Answer UNKNOWN = Answer.status(500, "{\"Err\":\"unknown\"}");

    private static Arguments fault(String id, Consumer<ScriptedPlugin> fault) {
        return arguments(id, fault);
    }

    /** A method answers what is said, whatever it is asked. */
    private static Arguments answers(String id, String method, Answer answer) {
        return fault(id, plugin -> plugin.answering(method, answer));
    }

    /** Get refuses such requests, and knows no volume otherwise. */
    private static Arguments refuses(String id, Predicate<Received> such) {
        return answers(id, GET, (request, connection) -> {
            Answer answer = such.test(request) ? Answer.status(400, "{\"Err\":\"no\"}") : UNKNOWN;
            answer.write(request, connection);
        });
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                answers("activates", ACTIVATE, Answer.json("{\"Implements\":[]}")),
                answers("activates", ACTIVATE, Answer.json("{\"Implements\":\"VolumeDriver\"}")),
                answers("activates", ACTIVATE, Answer.json("{\"Implements\":[5]}")),
                answers("activates", ACTIVATE, Answer.status(201, "{\"Implements\":[\"VolumeDriver\"]}")),
                answers("activates-exact-words", ACTIVATE, Answer.json("{\"Implements\":[\"volumedriver\"]}")),
                answers("activates-all", ACTIVATE, Answer.json("{\"Implements\":[\"authz\"]}")),
                fault(
                        "activates-constant",
                        plugin -> plugin.answeringOnce(
                                ACTIVATE,
                                Answer.json("{\"Implements\":[\"authz\"]}"),
                                Answer.json("{\"Implements\":[\"LogDriver\"]}"))),
                answers("host-empty", ACTIVATE, (request, connection) -> {
                    boolean empty = request.header("Host").orElse("").isEmpty();
                    Answer.status(empty ? 400 : 200, "{}").write(request, connection);
                }),
                answers("host-any", ACTIVATE, (request, connection) -> {
                    boolean other = request.header("Host").orElse("").equals("plugin");
                    Answer.status(other ? 400 : 200, "{}").write(request, connection);
                }),
                refuses("no-type-no-accept", request -> request.header("Accept").isEmpty()),
                refuses(
                        "podman-headers",
                        request -> request.header("Content-Type").isPresent()),
                answers("keeps-alive", ACTIVATE, Answer.json("{}").andClose()),
                answers("requests-in-one-piece", ACTIVATE, Answer.json("{}").andClose()),
                answers("unknown-path", "Jackplug.NoSuchMethod", Answer.json("{}")),
                answers("unknown-method", "VolumeDriver.NoSuchMethod", UNKNOWN),
                refuses("chunked-body", request -> request.framing().equals("chunked")),
                refuses("chunked-in-pieces", request -> request.framing().equals("chunked")),
                answers("undecodable-body", GET, UNKNOWN),
                answers("not-json", GET, UNKNOWN),
                answers("empty-body", GET, UNKNOWN),
                answers("list-for-object", GET, Answer.json("{}")),
                answers("undecodable-everywhere", "VolumeDriver.Unmount", Answer.json("{}")),
                answers("empty-body-everywhere", "VolumeDriver.Mount", Answer.json("{}")),
                refuses("unknown-keys", request -> request.text().contains("Unknown")),
                answers("success-form", LIST, Answer.json("{\"Volumes\":[]}{}")),
                answers("success-form", LIST, Answer.status(204, "")),
                answers("failure-form", GET, Answer.status(503, "{\"Err\":\"unknown\"}")),
                answers("failure-form", GET, Answer.status(500, "unknown")),
                answers("failure-form", GET, Answer.status(500, "{\"Error\":\"unknown\"}")),
                answers("content-type", LIST, Answer.raw("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")),
                answers("failure-not-200", LIST, Answer.json("{\"Err\":\"broken\"}")),
                answers("statuses", LIST, Answer.status(503, "{\"Err\":\"broken\"}")));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void aFaultIsSeen(String id, Consumer<ScriptedPlugin> fault) throws IOException {
        Outcome outcome = OneRule.judged(id, new RightVolumes(), fault);

        assertThat(outcome.verdict()).as(outcome.evidence()).isEqualTo(Verdict.FAILED);
    }

    @Test
    void aPluginThatServesTooFewAtOnceIsSeen() throws IOException {
        Answer answer = (request, connection) ->
                (connection.number() > 10 ? Answer.hang() : Answer.json("{}")).write(request, connection);

        Outcome outcome = OneRule.judged(
                "concurrent-requests",
                new RightVolumes(),
                plugin -> plugin.answering(ACTIVATE, answer),
                Duration.ofSeconds(2));

        assertThat(outcome.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(outcome.evidence()).contains("nothing within 2 s");
    }

    @Test
    void aConnectionThatIsClosedWithNoticeIsNotJudged() throws IOException {
        Answer closing = Answer.raw("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}")
                .andClose();

        Outcome outcome =
                OneRule.judged("keeps-alive", new RightVolumes(), plugin -> plugin.answering(ACTIVATE, closing));

        assertThat(outcome.verdict()).isEqualTo(Verdict.SKIPPED);
    }

    @Test
    void otherMediaTypesOfTheProtocolAreRight() throws IOException {
        Answer old = Answer.raw("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n"
                + "Content-Type: application/vnd.docker.plugins.v1+json; charset=utf-8\r\n\r\n{}");

        Outcome outcome = OneRule.judged("content-type", new RightVolumes(), plugin -> plugin.answering(LIST, old));

        assertThat(outcome.verdict()).as(outcome.evidence()).isEqualTo(Verdict.PASSED);
    }
}
