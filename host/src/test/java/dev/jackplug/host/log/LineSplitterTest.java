package dev.jackplug.host.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jackplug.protocol.log.LogEntry;
import dev.jackplug.protocol.log.PartialMetadata;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineSplitterTest {

    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00.000000001Z");

    private final List<LogEntry> entries = new ArrayList<>();
    private int ids;
    private final LineSplitter splitter =
            new LineSplitter("stdout", Clock.fixed(NOW, ZoneOffset.UTC), () -> "id" + ++ids, entries::add);

    private void take(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        splitter.take(bytes, 0, bytes.length);
    }

    private static LogEntry whole(String text) {
        return LogEntry.of("stdout", NOW, text);
    }

    private static LogEntry piece(String text, String id, int ordinal, boolean last) {
        return new LogEntry(
                "stdout", LogEntry.nanos(NOW), text.getBytes(UTF_8), true, new PartialMetadata(last, id, ordinal));
    }

    @Test
    @Tag("held-180")
    void linesHaveNoNewlineAndEmptyOnesCount() {
        take("one\n\ntw");
        take("o\n");
        splitter.end();
        assertThat(entries).containsExactly(whole("one"), whole(""), whole("two"));
    }

    @ParameterizedTest
    @Tag("held-180")
    @ValueSource(ints = {1, 1_000, 16_384, 40_001})
    void whatIsLongerIsCutIntoPiecesWhateverTheReads(int size) {
        String line = "x".repeat(40_000) + "\n";
        for (int at = 0; at < line.length(); at += size) {
            take(line.substring(at, Math.min(line.length(), at + size)));
        }
        take("next\n" + "y".repeat(16_385) + "\n");
        String full = "x".repeat(16_384);
        assertThat(entries)
                .containsExactly(
                        piece(full, "id1", 1, false),
                        piece(full, "id1", 2, false),
                        piece("x".repeat(40_000 - 2 * 16_384), "id1", 3, true),
                        whole("next"),
                        piece("y".repeat(16_384), "id2", 1, false),
                        piece("y", "id2", 2, true));
    }

    /** Recorded: dockerd does the same. */
    @Test
    void aLineOfExactlyTheLimitEndsInAnEmptyPiece() {
        take("x".repeat(16_384) + "\n" + "x".repeat(16_383) + "\n");
        assertThat(entries)
                .containsExactly(
                        piece("x".repeat(16_384), "id1", 1, false),
                        piece("", "id1", 2, true),
                        whole("x".repeat(16_383)));
    }

    @Test
    @Tag("held-180")
    void outputThatEndsWithoutANewlineEndsInAPieceThatIsNotTheLast() {
        take("prompt> ");
        splitter.end();
        splitter.end();
        assertThat(entries).containsExactly(piece("prompt> ", "id1", 1, false));
    }

    @Test
    void nothingIsMadeOfNothing() {
        splitter.end();
        take("x".repeat(16_384));
        splitter.end();
        assertThat(entries).containsExactly(piece("x".repeat(16_384), "id1", 1, false));
    }
}
