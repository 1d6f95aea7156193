package dev.jackplug.tck.conformance.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jackplug.protocol.log.LogEntry;
import dev.jackplug.tck.internal.Violation;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadBackTest {

    private static final LogEntry WRITTEN = Lines.line("one", 0);

    private static ReadBack read(byte[] body) {
        return ReadBack.of(new Heard("POST /LogDriver.ReadLogs {}", 200, "", body));
    }

    private static ReadBack read(LogEntry... entries) {
        return read(Lines.frames(List.of(entries)));
    }

    @Test
    void theSameLinesWithNewlinesAreRight() {
        ReadBack back = read(Lines.line("one\n", 0), Lines.line("two\n", 1));

        assertThat(back.lines(List.of(WRITTEN, Lines.line("two", 1)))).contains("2 entries");
        assertThat(back.text()).isEqualTo("one\ntwo\n");
    }

    @ParameterizedTest
    @CsvSource({
        "stdout, 0, one, not \"one",
        "stdin, 0, 'one\n', not stdout",
        "stderr, 0, 'one\n', not stdout",
        "stdout, 60, 'one\n', not the time",
        "stdout, 0, 'two\n', not \"one",
    })
    void otherLinesAreCaught(String source, int seconds, String line, String why) {
        ReadBack back = read(LogEntry.of(source, Lines.time(seconds), line));

        assertThatThrownBy(() -> back.lines(List.of(WRITTEN)))
                .isInstanceOf(Violation.class)
                .hasMessageContaining(why);
    }

    @Test
    void missingLinesAreCaught() {
        assertThatThrownBy(() -> read().lines(List.of(WRITTEN)))
                .isInstanceOf(Violation.class)
                .hasMessageContaining("0 entries");
    }

    @Test
    void bytesThatAreNoEntriesAreCaught() {
        byte[] frame = Lines.frames(List.of(WRITTEN));
        byte[] cut = Arrays.copyOf(frame, frame.length - 1);
        byte[] broken = frame.clone();
        broken[4] = 7;

        assertThatThrownBy(() -> read(cut)).isInstanceOf(Violation.class).hasMessageContaining("middle");
        assertThatThrownBy(() -> read(broken)).isInstanceOf(Violation.class);
        assertThatThrownBy(() -> read(new byte[] {-1, -1, -1, -1, 0})).isInstanceOf(Violation.class);
    }
}
