package dev.jackplug.host;

import static dev.jackplug.host.RecordedExchange.parsed;
import static dev.jackplug.host.RecordedExchange.withoutZeros;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.jackplug.protocol.MediaTypes;
import dev.jackplug.protocol.volume.VolumeDriver;
import dev.jackplug.tck.Answer;
import dev.jackplug.tck.Received;
import dev.jackplug.tck.ScriptedPlugin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every volume exchange of the recorded dockerd and podman, made again by the typed driver. */
class TranscriptReplayTest {

    private Path folder;
    private ScriptedPlugin plugin;
    private Plugins plugins;
    private VolumeDriver driver;

    @BeforeEach
    void start() throws IOException {
        folder = Files.createTempDirectory("jp");
        plugin = ScriptedPlugin.onSocket(folder.resolve("recorded.sock")).implementing("VolumeDriver");
        plugins = Plugins.builder()
                .directories(new Directories(List.of(folder), List.of()))
                .build();
        driver = plugins.driver("recorded", VolumeDriver.SUBSYSTEM);
    }

    @AfterEach
    void stop() throws IOException {
        plugins.close();
        plugin.close();
        Files.delete(folder);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dockerd 20.10.24", "dockerd 26.1.5", "podman 4.3.1", "podman 5.4.2"})
    void theDriverSendsWhatTheHostSent(String host) throws IOException {
        for (RecordedExchange exchange : exchangesOf(host)) {
            plugin.answeringOnce(exchange.method(), Answer.json("{}"));
            exchange.call(driver);
            Received sent = last(exchange.method());
            assertThat(sent.requestLine()).as(exchange.place()).isEqualTo(exchange.requestLine());
            assertThat(sent.framing()).as(exchange.place()).isEqualTo(exchange.framing());
            assertThat(sent.header("Host")).contains("plugin.moby.localhost");
            assertThat(sent.header("Accept")).contains(MediaTypes.V1_2);
            assertThat(sent.header("Content-Type")).isEmpty();
            assertThat(withoutZeros(parsed(sent.text()))).as(exchange.place()).isEqualTo(exchange.sentBody());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"dockerd 20.10.24", "dockerd 26.1.5", "podman 4.3.1", "podman 5.4.2"})
    void eachRecordedAnswerEndsAsTheProtocolSays(String host) throws IOException {
        for (RecordedExchange exchange : exchangesOf(host)) {
            if (exchange.answered()) {
                plugin.answeringOnce(exchange.method(), Answer.status(exchange.status(), exchange.answer()));
                Throwable end = catchThrowable(() -> exchange.call(driver));
                assertThat(end == null ? null : end.getClass())
                        .as(exchange.place())
                        .isEqualTo(exchange.expectedEnd());
            }
        }
    }

    @Test
    void whatIsLeftOutIsNamedAndCounted() throws IOException {
        Map<String, Long> count = new TreeMap<>();
        for (RecordedExchange exchange : RecordedExchange.all()) {
            count.merge(exchange.leftOut(), exchange.times(), Long::sum);
        }
        assertThat(count).isEqualTo(Map.of("", 1141L, RecordedExchange.LOST, 18L, RecordedExchange.REDIRECTED, 2L));
    }

    private static List<RecordedExchange> exchangesOf(String host) throws IOException {
        List<RecordedExchange> found = RecordedExchange.all().stream()
                .filter(exchange ->
                        exchange.host().equals(host) && exchange.leftOut().isEmpty())
                .toList();
        assertThat(found).isNotEmpty();
        return found;
    }

    private Received last(String method) {
        List<Received> all = plugin.received(method);
        return all.get(all.size() - 1);
    }
}
