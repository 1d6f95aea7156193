package dev.jackplug.protocol.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jackplug.protocol.ProtocolException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogCodecTest {

    private static LogEntry decoded(String hex) {
        return LogCodec.decode(HexFormat.of().parseHex(hex.replace(" ", "")));
    }

    private static LogEntry thereAndBack(LogEntry entry) {
        byte[] frame = LogCodec.frame(entry);
        return LogCodec.decode(Arrays.copyOfRange(frame, 4, frame.length));
    }

    @Test
    void everyFieldComesBack() {
        LogEntry entry = new LogEntry(
                "stderr",
                1_795_396_740_526_337_383L,
                new byte[] {0, -1, 'x'},
                true,
                new PartialMetadata(true, "ab", 300));
        assertThat(thereAndBack(entry)).isEqualTo(entry);
    }

    @Test
    void whatHasItsDefaultIsLeftOut() {
        assertThat(LogCodec.frame(new LogEntry("", 0, new byte[0]))).containsExactly(0, 0, 0, 0);
        assertThat(thereAndBack(new LogEntry("", 0, new byte[0]))).isEqualTo(new LogEntry("", 0, new byte[0]));
    }

    @Test
    void anEmptyMetadataMessageIsThereAllTheSame() {
        LogEntry entry = new LogEntry("stdout", 1, new byte[0], true, new PartialMetadata(false, "", 0));
        assertThat(thereAndBack(entry)).isEqualTo(entry);
    }

    @ParameterizedTest
    @Tag("held-190")
    @ValueSource(longs = {-1, Long.MIN_VALUE, Long.MAX_VALUE, 127, 128, 1L << 35})
    void everyTimeComesBackNegativeOnesToo(long nanos) {
        assertThat(thereAndBack(new LogEntry("stdout", nanos, new byte[0])).timeNano())
                .isEqualTo(nanos);
    }

    @Test
    void aNegativeOrdinalComesBack() {
        LogEntry entry = new LogEntry("stdout", 1, new byte[0], true, new PartialMetadata(false, "a", -2));
        assertThat(thereAndBack(entry)).isEqualTo(entry);
    }

    @ParameterizedTest
    @CsvSource({
        "-1,1969-12-31T23:59:59.999999999Z",
        "0,1970-01-01T00:00:00Z",
        "1795396740526337383,2026-11-23T01:19:00.526337383Z"
    })
    void aTimeIsAnInstant(long nanos, Instant time) {
        assertThat(new LogEntry("stdout", nanos, new byte[0]).time()).isEqualTo(time);
        assertThat(LogEntry.nanos(time)).isEqualTo(nanos);
    }

    /** Line before time before source, and among them a number, eight bytes, text, four bytes, and two attrs. */
    @Test
    @Tag("held-190")
    void fieldsComeInAnyOrderAndUnknownOnesAreSkipped() {
        LogEntry entry = decoded("1a 03 6f7574"
                + "48 96 01"
                + "10 05"
                + "51 0102030405060708"
                + "5a 02 6869"
                + "65 01020304"
                + "32 06 0a 01 6b 12 01 76"
                + "32 00"
                + "f8 ff ff ff 0f 01"
                + "0a 06 7374646f7574");
        assertThat(entry).isEqualTo(new LogEntry("stdout", 5, "out".getBytes(UTF_8)));
    }

    @Test
    void theLastValueCountsAndMessagesAreMerged() {
        LogEntry entry = decoded("10 05 10 06 20 01 2a 03 12 01 61 2a 02 18 02 2a 04 08 01 48 01");
        assertThat(entry.timeNano()).isEqualTo(6);
        assertThat(entry.metadata()).isEqualTo(new PartialMetadata(true, "a", 2));
    }

    @Test
    void aSourceThatIsNoTextIsReadAllTheSame() {
        assertThat(decoded("0a 02 ff 41").source()).isEqualTo("\uFFFDA");
    }

    @ParameterizedTest
    @CsvSource({
        "1a 05 6f, cut off",
        "10, cut off",
        "10 ff, cut off",
        "51 01, cut off",
        "1a ff ff ff ff ff ff ff ff ff 01, cut off",
        "10 ff ff ff ff ff ff ff ff ff ff 01, a number has no end",
        "18 01, field 3 is of the wrong kind",
        "12 00, field 2 is of the wrong kind",
        "2a 01 12, cut off",
        "4b, a kind that there is not",
        "4f 00, a kind that there is not"
    })
    void whatIsNoEntryIsRefused(String hex, String reason) {
        assertThatThrownBy(() -> decoded(hex))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("a log entry cannot be read")
                .hasMessageContaining(reason);
    }
}
