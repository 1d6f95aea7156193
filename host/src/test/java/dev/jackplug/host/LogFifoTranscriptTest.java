package dev.jackplug.host;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jackplug.protocol.log.LogCodec;
import dev.jackplug.protocol.log.LogEntry;
import dev.jackplug.protocol.log.LogFrames;
import dev.jackplug.protocol.log.PartialMetadata;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What dockerd was recorded to write into the pipes of log drivers, frame by frame. */
class LogFifoTranscriptTest {

    private static List<? extends Map<?, ?>> entries() throws IOException {
        return RecordedExchange.all("log-fifo").stream()
                .map(RecordedExchange::line)
                .filter(line -> line.get("ev").equals("entry"))
                .toList();
    }

    @Test
    void everyFrameIsUnderstoodAndWrittenBackToTheByte() throws Exception {
        Map<String, Long> seen = new TreeMap<>();
        for (Map<?, ?> line : entries()) {
            boolean cut = line.containsKey("hex_cut");
            seen.merge(cut ? "cut by the recorder, made whole again by its digest" : "whole", 1L, Long::sum);
            LogEntry expected = entry((Map<?, ?>) line.get("entry"));
            byte[] frame = LogCodec.frame(expected);
            if (cut) {
                assertThat((long) frame.length).isEqualTo(line.get("len"));
                assertThat(HexFormat.of()
                                .formatHex(MessageDigest.getInstance("SHA-256").digest(frame)))
                        .isEqualTo(line.get("sha256"));
            } else {
                assertThat(HexFormat.of().formatHex(frame)).isEqualTo(line.get("hex"));
            }
            assertThat(decoded(frame)).isEqualTo(expected);
        }
        assertThat(seen).isEqualTo(Map.of("cut by the recorder, made whole again by its digest", 10L, "whole", 350L));
    }

    private static LogEntry decoded(byte[] frame) {
        LogFrames frames = new LogFrames(LogFrames.LIMIT);
        frames.add(frame, frame.length);
        LogEntry entry = LogCodec.decode(frames.next().orElseThrow());
        assertThat(frames.atBoundary()).isTrue();
        return entry;
    }

    private static LogEntry entry(Map<?, ?> recorded) {
        Map<?, ?> metadata = (Map<?, ?>) recorded.get("partial_log_metadata");
        return new LogEntry(
                (String) recorded.get("source"),
                (Long) recorded.get("time_nano"),
                line(recorded),
                recorded.get("partial") == Boolean.TRUE,
                metadata == null
                        ? null
                        : new PartialMetadata(
                                metadata.get("last") == Boolean.TRUE,
                                (String) metadata.get("id"),
                                ((Long) metadata.get("ordinal")).intValue()));
    }

    /** Lines that the recorder cut were one character over and over. */
    private static byte[] line(Map<?, ?> recorded) {
        if (recorded.containsKey("line_len")) {
            String head = (String) recorded.get("line_head");
            return head.substring(0, 1)
                    .repeat(((Long) recorded.get("line_len")).intValue())
                    .getBytes(UTF_8);
        }
        Object base64 = recorded.get("line_b64");
        return base64 != null
                ? Base64.getDecoder().decode((String) base64)
                : Objects.requireNonNullElse((String) recorded.get("line"), "").getBytes(UTF_8);
    }
}
