package dev.jackplug.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jackplug.host.log.LogSession;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** "For ever" can be written in many ways, and most cannot be reckoned with in nanoseconds. */
class LongLimitsTest {

    private static final Duration EVER = Duration.ofSeconds(Long.MAX_VALUE);

    static Stream<Duration> settings() {
        return Stream.of(
                new WatchSettings(EVER, Duration.ofSeconds(1)).rescan(),
                new WatchSettings(Duration.ofSeconds(1), EVER).poll(),
                new Backoff(EVER, Duration.ZERO).budget(),
                new Backoff(Duration.ZERO, EVER).longestPause(),
                new LogSession.Limits(1, EVER).patience(),
                Limits.DEFAULTS.withCall(EVER).call());
    }

    @ParameterizedTest
    @MethodSource("settings")
    void moreThanAHundredYearsAreAHundredYears(Duration setting) {
        assertThat(setting).isEqualTo(Duration.ofDays(36_500));
    }
}
