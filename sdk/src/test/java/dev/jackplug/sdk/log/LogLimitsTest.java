package dev.jackplug.sdk.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LogLimitsTest {

    @Test
    void moreThanAHundredYearsAreAHundredYears() {
        Duration ever = Duration.ofSeconds(Long.MAX_VALUE);
        LogLimits limits = LogLimits.DEFAULT.stop(ever).settle(ever).retry(ever);
        assertThat(limits.stop()).isEqualTo(Duration.ofDays(36_500));
        assertThat(limits.settle()).isEqualTo(limits.stop());
        assertThat(limits.retry()).isEqualTo(limits.stop());
    }
}
