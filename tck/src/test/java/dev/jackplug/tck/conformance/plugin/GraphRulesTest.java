package dev.jackplug.tck.conformance.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jackplug.tck.Answer;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GraphRulesTest {

    private Judged plugin;

    /** A store that knows which layers there are, and says of every one that it has the file of the kit. */
    @BeforeEach
    void start() throws IOException {
        Set<String> layers = new HashSet<>();
        plugin = Judged.plugin()
                .answering("GraphDriver.Status", "{\"Status\":[[\"a\",\"b\"]]}")
                .answering("GraphDriver.Create", (request, connection) -> {
                    layers.add(request.text());
                    Answer.json("{}").write(request, connection);
                })
                .answering("GraphDriver.Remove", (request, connection) -> {
                    layers.remove(request.text());
                    Answer.json("{}").write(request, connection);
                })
                .answering(
                        "GraphDriver.Exists",
                        (request, connection) -> Answer.json("{\"Exists\":" + layers.contains(request.text()) + "}")
                                .write(request, connection))
                .answering(
                        "GraphDriver.Get",
                        (request, connection) -> Answer.status(
                                        layers.contains(request.text()) ? 200 : 500,
                                        layers.contains(request.text()) ? "{\"Dir\":\"/a\"}" : "{\"Err\":\"no\"}")
                                .write(request, connection))
                .answering("GraphDriver.Put", "{}")
                .answering("GraphDriver.GetMetadata", "{\"Metadata\":null}")
                .answering("GraphDriver.ApplyDiff", "{\"Size\":5}")
                .answering("GraphDriver.DiffSize", "{\"Size\":5}")
                .answering("GraphDriver.Changes", "{\"Changes\":[{\"Path\":\"/jackplug-verify\",\"Kind\":1}]}")
                .answering("GraphDriver.Diff", Answer.status(200, SmallTar.of("jackplug-verify", "hello")));
    }

    @AfterEach
    void stop() throws IOException {
        plugin.close();
    }

    private String judged(String id) {
        return plugin.by(GraphRules.ROWS, id);
    }

    @Test
    void aCorrectDriverPassesEverything() {
        List<String> verdicts =
                GraphRules.ROWS.stream().map(row -> judged(row.check().id())).toList();

        assertThat(verdicts)
                .filteredOn(verdict -> !verdict.startsWith("PASSED "))
                .singleElement()
                .satisfies(verdict ->
                        assertThat(verdict).startsWith("SKIPPED ").contains("only with a plugin that the kit runs"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Capabilities | graph-capabilities | {\"Capabilities\":{\"ReproducesExactDiffs\":\"no\"}}",
                "Capabilities | graph-capabilities | {\"Capabilities\":true}",
                "Status | graph-status | {\"Status\":[\"a\"]}",
                "Status | graph-status | {\"Status\":[[\"a\",1]]}",
                "Exists | graph-exists-unknown | {\"Exists\":true}",
                "Exists | graph-create | {\"Exists\":\"yes\"}",
                "Exists | graph-create | {}",
                "Remove | graph-remove | {\"Err\":\"\"}",
                "Get | graph-get | {\"Folder\":\"/a\"}",
                "Get | graph-get | {\"Dir\":\"a\"}",
                "Get | graph-get-unknown | {\"Dir\":\"/a\"}",
                "GetMetadata | graph-metadata | {\"Metadata\":{\"a\":1}}",
                "ApplyDiff | graph-apply-diff | {}",
                "ApplyDiff | graph-apply-diff | {\"Size\":\"5\"}",
                "DiffSize | graph-diff-size | {\"Size\":5.5}",
                "Changes | graph-changes | {\"Changes\":{}}",
                "Changes | graph-changes | {\"Changes\":[{\"Path\":\"/jackplug-verify\",\"Kind\":3}]}",
                "Changes | graph-changes | {\"Changes\":[{\"Name\":\"/jackplug-verify\",\"Kind\":1}]}",
                "Diff | graph-diff | {\"Err\":\"\"}",
            })
    void answersThatHostsDoNotUnderstandAreCaught(String method, String id, String json) {
        plugin.answering("GraphDriver." + method, json);

        assertThat(judged(id)).startsWith("FAILED ");
    }

    @Test
    void anArchiveWithAnotherStatusIsCaught() {
        plugin.answering("GraphDriver.Diff", Answer.status(201, SmallTar.of("jackplug-verify", "hello")));

        assertThat(judged("graph-diff")).startsWith("FAILED ");
    }

    @Test
    void onlyAStoreThatDoesNotWorkYetIsToldToBegin() {
        judged("graph-create");
        assertThat(plugin.scripted().received("GraphDriver.Init")).isEmpty();

        plugin.answering("GraphDriver.Create", Answer.status(500, "{\"Err\":\"not initialized\"}"))
                .answering("GraphDriver.Init", "{}");
        assertThat(judged("graph-create")).startsWith("SKIPPED ").contains("not initialized");
        assertThat(plugin.scripted().received("GraphDriver.Init")).hasSize(1);
    }
}
