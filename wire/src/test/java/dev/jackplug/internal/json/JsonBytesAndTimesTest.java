package dev.jackplug.internal.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values that travel inside of strings: base64 and RFC 3339. */
class JsonBytesAndTimesTest {

    @ParameterizedTest
    @CsvSource({"AkKsEQAC, 0242ac110002", "AA==, 00", "AB==, 00", "A\\nA=\\r=, 00", "'', ''"})
    void bytesAreBase64WithPadding(String base64, String hex) {
        assertThat(Sample.read("{\"Data\":\"" + base64 + "\"}").data())
                .asHexString()
                .isEqualToIgnoringCase(hex);
    }

    @ParameterizedTest
    @ValueSource(strings = {"AA", "AA=", "A-_=", "AA==AA==", "====", "AA= =", "A", "=", "AA==x", "\u20acAA="})
    void whatIsNoBase64WithPaddingIsRefused(String base64) {
        assertThatThrownBy(() -> Sample.read("{\"Data\":\"" + base64 + "\"}"))
                .isInstanceOf(JsonException.class)
                .hasMessageStartingWith("\"Data\": expected base64 text with padding, found another string");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-31T12:00:00Z, 2026-01-31T12:00:00Z",
        "2026-01-31T12:00:00.5Z, 2026-01-31T12:00:00.500Z",
        "2026-01-31T12:00:00.123456789+02:00, 2026-01-31T10:00:00.123456789Z",
        "2026-01-31T12:00:00.1234567891Z, 2026-01-31T12:00:00.123456789Z",
        "2026-01-31T12:00:00-00:00, 2026-01-31T12:00:00Z",
        "2026-01-31T23:30:00-01:30, 2026-02-01T01:00:00Z",
        "2026-01-31T12:00:00+23:59, 2026-01-30T12:01:00Z",
        "2026-01-31T12:00:00-23:59, 2026-02-01T11:59:00Z",
        "0000-01-01T00:00:00Z, 0000-01-01T00:00:00Z",
    })
    void timesAreReadWithAnyOffsetAndAnyFraction(String text, Instant time) {
        assertThat(Sample.read("{\"At\":\"" + text + "\"}").at()).isEqualTo(time);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-01-31T12:00:00Z",
                "2026-01-31T12:00:00.5Z",
                "2026-01-31T12:00:00.00012Z",
                "2026-01-31T12:00:00.123456789Z"
            })
    void timesAreWrittenAsGoDoesWithoutZerosAtTheEndOfAFraction(String text) {
        assertThat(new String(Json.write(Instant.parse(text)), StandardCharsets.UTF_8))
                .isEqualTo('"' + text + "\"\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"0001-01-01T00:00:00Z\"", "\"0001-01-01T01:00:00+01:00\""})
    void nullAndGosZeroTimeAreUnset(String value) {
        assertThat(Sample.read("{\"At\":" + value + "}").at()).isNull();
    }

    /** Go refuses it, and dockerd then forgets the volume (W-19): too much for a time that nobody needs. */
    @Test
    void anEmptyTimeIsUnset() {
        assertThat(Sample.read("{\"At\":\"\"}").at()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-01-31",
                "2026-01-31T12:00Z",
                "2026-01-31t12:00:00z",
                "2026-01-31T12:00:00",
                "2026-01-31T12:00:00+0200",
                "2026-01-31T12:00:00+02",
                "2026-01-31 12:00:00Z",
                "2026-02-30T12:00:00Z",
                "2026-01-31T12:00:00.Z",
                "2026-01-31T12:00:00+02:00:00",
                "+12026-01-31T12:00:00Z",
                "2026-01-31T24:00:00Z",
                "2026-01-31T12:00:60Z",
                "2026-01-31T12:00:00+24:00",
                "0000-01-01T00:00:00+00:01",
                "9999-12-31T23:59:00-00:01",
                " ",
                "yesterday",
                "1769860800"
            })
    void whatIsNoTimeOfRfc3339IsRefused(String text) {
        assertThatThrownBy(() -> Sample.read("{\"At\":\"" + text + "\"}"))
                .isInstanceOf(JsonException.class)
                .hasMessageStartingWith("\"At\": expected a time such as 2026-01-31T12:00:00Z, found another string");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-0001-12-31T23:59:59Z", "+10000-01-01T00:00:00Z"})
    void aTimeThatNoReaderTakesIsNotWritten(Instant time) {
        assertThatThrownBy(() -> Json.write(time))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a year has four digits");
    }
}
