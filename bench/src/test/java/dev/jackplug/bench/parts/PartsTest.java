package dev.jackplug.bench.parts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** That what is measured does what it says. */
class PartsTest {

    @Test
    void messagesSurviveTheWayToJsonAndBack() {
        JsonBenchmark json = new JsonBenchmark();

        assertThat(json.decodeSmall()).isEqualTo(Messages.SMALL);
        assertThat(json.decodeLong().volumes())
                .hasSize(1_000)
                .last()
                .extracting("createdAt")
                .isEqualTo(Messages.LONG.volumes().get(999).createdAt());
        assertThat(json.decodeOptions()).isEqualTo(Messages.OPTIONS);
    }

    @Test
    void messagesAreWrittenAsJson() {
        JsonBenchmark json = new JsonBenchmark();

        assertThat(new String(json.encodeSmall(), StandardCharsets.UTF_8))
                .startsWith("{\"Volume\":{\"Name\":\"data\",\"Mountpoint\":\"/mnt/data\"");
        assertThat(new String(json.encodeLong(), StandardCharsets.UTF_8)).contains("volume-999");
        assertThat(new String(json.encodeOptions(), StandardCharsets.UTF_8)).contains("172.20.0.0/16");
    }

    @Test
    void aCallComesBack() {
        assertThat(new DispatchBenchmark().call()).isEqualTo(Messages.SMALL);
    }

    @Test
    void aRequestIsReadAgainAndAgain() throws Exception {
        HeadBenchmark head = new HeadBenchmark();
        head.connect();
        try {
            assertThat(head.receive()).asString(StandardCharsets.US_ASCII).contains("\"data\"");
            assertThat(head.receive()).asString(StandardCharsets.US_ASCII).contains("\"data\"");
        } finally {
            head.close();
        }
    }

    @Test
    void pluginsAreFoundOrNot() throws Exception {
        SearchBenchmark search = new SearchBenchmark();
        search.makeFolder();
        try {
            assertThat(search.scan()).hasSize(1_000);
            assertThat(search.find().name()).isEqualTo("plugin500");
            assertThat(search.miss()).hasMessageContaining("\"nope\"");
        } finally {
            search.removeFolder();
        }
    }

    @Test
    void aLineOfALogSurvivesItsFrameAgainAndAgain() {
        LogFramesBenchmark frames = new LogFramesBenchmark();

        assertThat(frames.encode()).hasSizeGreaterThan(100);
        assertThat(frames.decode().line()).hasSize(100);
        assertThat(frames.decode().line()).hasSize(100);
    }
}
