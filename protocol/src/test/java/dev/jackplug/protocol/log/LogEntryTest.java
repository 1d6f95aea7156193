package dev.jackplug.protocol.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LogEntryTest {

    private static final PartialMetadata PIECE = new PartialMetadata(true, "id", 2);
    private static final LogEntry ENTRY = new LogEntry("stderr", 1, bytes("caf\u00e9"), true, PIECE);

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void aLineIsText() {
        assertThat(ENTRY.text()).isEqualTo("caf\u00e9");
        assertThat(new LogEntry("stdout", 1, new byte[] {-1, 'x'}).text()).isEqualTo("\ufffdx");
    }

    @Test
    void entriesOfTheSameBytesAreTheSame() {
        LogEntry same = new LogEntry("stderr", 1, bytes("caf\u00e9"), true, PIECE);

        assertThat(same).isEqualTo(ENTRY).hasSameHashCodeAs(ENTRY);
    }

    static Stream<LogEntry> others() {
        return Stream.of(
                new LogEntry("stdout", 1, bytes("caf\u00e9"), true, PIECE),
                new LogEntry("stderr", 2, bytes("caf\u00e9"), true, PIECE),
                new LogEntry("stderr", 1, bytes("cafe"), true, PIECE),
                new LogEntry("stderr", 1, bytes("caf\u00e9"), false, PIECE),
                new LogEntry("stderr", 1, bytes("caf\u00e9"), true, null));
    }

    @ParameterizedTest
    @MethodSource("others")
    void entriesThatDifferInAnythingAreNot(LogEntry other) {
        assertThat(other).isNotEqualTo(ENTRY).doesNotHaveSameHashCodeAs(ENTRY);
    }

    @Test
    void anEntryIsShownWithWhatIsKnownOfIt() {
        assertThat(ENTRY).hasToString("stderr 1970-01-01T00:00:00.000000001Z partial caf\u00e9 " + PIECE);
        assertThat(LogEntry.of("stdout", Instant.EPOCH, "hello")).hasToString("stdout 1970-01-01T00:00:00Z hello");
    }

    @Test
    void otherBytesHaveNoPlaceInTheLine() {
        assertThat(ENTRY.with(bytes("x"), false)).isEqualTo(new LogEntry("stderr", 1, bytes("x")));
        assertThat(ENTRY.with(bytes("x"), true)).isEqualTo(new LogEntry("stderr", 1, bytes("x"), true, null));
    }

    @Test
    void whatIsWantedIsSaidOneByOne() {
        Instant since = Instant.ofEpochSecond(1);
        Instant until = Instant.ofEpochSecond(2);

        assertThat(ReadConfig.ALL.since(since).until(until).tail(3).following())
                .isEqualTo(new ReadConfig(since, until, 3, true));
        assertThat(ReadConfig.ALL.following().tail(3).until(until).since(since))
                .isEqualTo(new ReadConfig(since, until, 3, true));
    }
}
