package dev.jackplug.host;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jackplug.internal.json.Json;
import dev.jackplug.protocol.DriverException;
import dev.jackplug.protocol.graph.ApplyDiffRequest;
import dev.jackplug.protocol.graph.CapabilitiesReply;
import dev.jackplug.protocol.graph.GraphDriver;
import dev.jackplug.protocol.graph.IdMap;
import dev.jackplug.protocol.graph.LayerRequest;
import dev.jackplug.protocol.graph.SizeReply;
import dev.jackplug.tck.Answer;
import dev.jackplug.tck.Received;
import dev.jackplug.tck.ScriptedPlugin;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A host and the graph driver of a plugin that says what the test wants. */
class GraphEndToEndTest {

    @AutoClose
    private final HostFixture fixture = new HostFixture();

    private final ScriptedPlugin plugin = fixture.plugin("p").implementing("GraphDriver");
    private final GraphDriver driver = fixture.host().driver("p", GraphDriver.SUBSYSTEM);

    GraphEndToEndTest() throws IOException {}

    @Test
    @Tag("held-192")
    void anArchiveIsStreamedAndItsIdsAreEscaped() {
        plugin.answering("GraphDriver.ApplyDiff", Answer.json("{\"Size\":7}"));

        SizeReply size =
                driver.applyDiff(new ApplyDiffRequest("a&parent=b", "c d"), new ByteArrayInputStream(new byte[70_000]));

        assertThat(size).isEqualTo(new SizeReply(7));
        Received sent = plugin.received("GraphDriver.ApplyDiff").get(0);
        assertThat(sent.requestLine())
                .matches(
                        "POST /GraphDriver\\.ApplyDiff\\?(id=a%26parent%3Db&parent=c%20d|parent=c%20d&id=a%26parent%3Db)"
                                + " HTTP/1\\.1");
        assertThat(sent.framing()).isEqualTo("chunked");
        assertThat(sent.body()).hasSize(70_000);
    }

    @Test
    @Tag("held-193")
    void aPluginWithoutCapabilitiesDoesNotReproduceExactDiffs() {
        plugin.answering("GraphDriver.Capabilities", Answer.status(404, "404 page not found\n"));

        assertThat(driver.capabilities()).isEqualTo(CapabilitiesReply.NONE);
        assertThat(driver.capabilities().capabilities().reproducesExactDiffs()).isFalse();
    }

    @Test
    @Tag("held-193")
    void capabilitiesThatFailAreAFailure() {
        plugin.answering("GraphDriver.Capabilities", Answer.status(500, "{\"Err\":\"no disk\"}"));

        assertThatThrownBy(driver::capabilities)
                .isInstanceOf(DriverException.class)
                .hasMessageContaining("no disk");
    }

    @Test
    @Tag("held-194")
    void idMapsHaveKeysInLowerCase() {
        String text = "{\"container_id\":0,\"host_id\":100000,\"size\":65536}\n";

        assertThat(new String(Json.write(new IdMap(0, 100_000, 65_536)), UTF_8)).isEqualTo(text);
        assertThat(Json.read(text.getBytes(UTF_8), IdMap.class)).isEqualTo(new IdMap(0, 100_000, 65_536));
    }

    @Test
    void aDiffIsReadAsItComes() throws IOException {
        plugin.answering("GraphDriver.Diff", Answer.chunked("first", "second"));

        try (InputStream diff = driver.diff(LayerRequest.of("a", "b"))) {
            assertThat(new String(diff.readAllBytes(), UTF_8)).isEqualTo("firstsecond");
        }
        assertThat(plugin.received("GraphDriver.Diff").get(0).text()).isEqualTo("{\"ID\":\"a\",\"Parent\":\"b\"}\n");
    }

    @Test
    void aDiffThatFailsIsTheDriversError() {
        plugin.answering("GraphDriver.Diff", Answer.status(500, "{\"Err\":\"no such layer\"}"));

        assertThatThrownBy(() -> driver.diff(LayerRequest.of("a")))
                .isInstanceOf(DriverException.class)
                .hasMessageContaining("no such layer");
    }
}
