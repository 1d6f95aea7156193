package dev.jackplug.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class DurationConverterTest {

    private final DurationConverter converter = new DurationConverter();

    @ParameterizedTest
    @CsvSource({"250ms, PT0.25S", "5s, PT5S", "5, PT5S", "2m, PT2M", "1h, PT1H"})
    void readsANumberAndItsUnit(String text, Duration duration) {
        assertThat(converter.convert(text)).isEqualTo(duration);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "0ms", "-1s", "1.5s", "5 s", "1d", "1000000000s"})
    void refusesWhatIsNoneAndSaysHowOneIsWritten(String text) {
        assertThatExceptionOfType(TypeConversionException.class)
                .isThrownBy(() -> converter.convert(text))
                .withMessage("\"" + text + "\" is no duration; write 250ms, 5s, 2m or 1h");
    }

    /** What goes on for so long has to end some day by a clock that counts nanoseconds. */
    @Test
    void takesAHundredYearsForWhatIsLonger() {
        assertThat(converter.convert("999999999h").toNanos())
                .isEqualTo(Duration.ofDays(36_500).toNanos());
    }
}
