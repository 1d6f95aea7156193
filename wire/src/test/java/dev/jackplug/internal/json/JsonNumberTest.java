package dev.jackplug.internal.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers: whole ones must be written as whole ones, in range. */
class JsonNumberTest {

    @ParameterizedTest
    @CsvSource({"0, 0", "-0, 0", "7, 7", "2147483647, 2147483647", "-2147483648, -2147483648"})
    void wholeNumbersOf32BitsAreRead(String number, int value) {
        assertThat(Sample.read("{\"Count\":" + number + "}").count()).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MAX_VALUE, Long.MIN_VALUE, 9007199254740993L})
    void wholeNumbersOf64BitsAreReadExactly(long value) {
        assertThat(Sample.read("{\"Big\":" + value + "}").big()).isEqualTo(value);
    }

    @ParameterizedTest
    @Tag("held-75")
    @ValueSource(strings = {"1.5", "1.0", "1e5", "1E0", "\"1\"", "true", "2147483648", "-2147483649", "1e400"})
    void whatIsNoWholeNumberInRangeIsRefused(String number) {
        assertThatThrownBy(() -> Sample.read("{\"Count\":" + number + "}"))
                .isInstanceOf(JsonException.class)
                .hasMessageStartingWith("\"Count\": expected a whole number of 32 bits, found ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"9223372036854775808", "-9223372036854775809", "99999999999999999999999999"})
    void whatDoesNotFitInto64BitsIsRefused(String number) {
        assertThatThrownBy(() -> Sample.read("{\"Big\":" + number + "}"))
                .hasMessage("\"Big\": expected a whole number of 64 bits, found the number " + number
                        + " (line 1, column 8)");
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1.0",
        "1.5, 1.5",
        "1e5, 100000.0",
        "-2.5E-3, -0.0025",
        "1E-400, 0.0",
        "1.7976931348623157e308, 1.7976931348623157e308"
    })
    void numbersAreRead(String number, double value) {
        assertThat(Sample.read("{\"Num\":" + number + "}").num()).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e400", "-1e400", "\"1\"", "false"})
    void whatIsNoNumberOfAFloat64IsRefused(String number) {
        assertThatThrownBy(() -> Sample.read("{\"Num\":" + number + "}"))
                .hasMessageStartingWith("\"Num\": expected a number, found ");
    }

    @Test
    void anEndlessExponentInAFreeFormMapIsRefused() {
        assertThatThrownBy(() -> Sample.read("{\"Any\":{\"n\":1e400}}"))
                .hasMessage("\"Any\": \"n\": expected a number that a float64 can hold, found the number 1e400"
                        + " (line 1, column 13)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Count", "Big", "Num", "Any", "One", "other"})
    void aNumberOfAMillionDigitsIsRefused(String key) {
        String text = "{\"" + key + "\":" + "9".repeat(1_000_000) + "}";

        assertThatThrownBy(() -> Sample.read(text))
                .isInstanceOf(JsonException.class)
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(300));
    }

    @Test
    void anErrorShortensALongNumber() {
        String text = "{\"Count\":" + "9".repeat(900) + "}";

        assertThatThrownBy(() -> Sample.read(text))
                .satisfies(e -> assertThat(e.getMessage()).contains("999...").hasSizeLessThan(200));
    }
}
