package dev.jackplug.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 2", "2, 4", "3, 8", "4, 16", "5, 30", "6, 30", "1000, 30"})
    void mobysPausesDoubleUpToThirtySeconds(int repeat, long seconds) {
        assertThat(Backoff.MOBY.pause(repeat)).isEqualTo(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @CsvSource({"0, 1, false", "0, 29, false", "0, 30, true", "10, 19, false", "10, 20, true", "30, 0, true"})
    void mobyGivesUpWhenTheNextPauseEndsAtThirtySecondsOrLater(long elapsed, long next, boolean spent) {
        assertThat(Backoff.MOBY.spent(Duration.ofSeconds(elapsed), Duration.ofSeconds(next)))
                .isEqualTo(spent);
    }

    @Test
    void attemptsThatFailAtOnceEndAfterFifteenSeconds() {
        List<Long> starts = new ArrayList<>();
        Duration elapsed = Duration.ZERO;
        for (int repeat = 0; ; repeat++) {
            starts.add(elapsed.toSeconds());
            Duration pause = Backoff.MOBY.pause(repeat);
            if (Backoff.MOBY.spent(elapsed, pause)) {
                break;
            }
            elapsed = elapsed.plus(pause);
        }
        assertThat(starts).containsExactly(0L, 1L, 3L, 7L, 15L);
    }

    @Test
    void noneTriesOnce() {
        assertThat(Backoff.NONE.spent(Duration.ZERO, Backoff.NONE.pause(0))).isTrue();
    }
}
