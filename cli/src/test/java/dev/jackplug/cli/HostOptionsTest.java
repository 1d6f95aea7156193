package dev.jackplug.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jackplug.host.Limits;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

class HostOptionsTest {

    @Test
    void theTimeoutOfAVerbThatWaitsForAnAnswerLimitsEachWait() {
        HostOptions options = given(HostOptions.activating());
        assertThat(options.engineLimit()).isEqualTo(Duration.ofHours(1));
        Limits limits = options.limits();
        assertThat(limits.connect()).isEqualTo(Duration.ofHours(1));
        assertThat(limits.activation()).isEqualTo(Duration.ofHours(1));
        assertThat(limits.call()).isEqualTo(Duration.ofHours(1));
    }

    /** Or a watch for an hour would give a plugin that hangs an hour. */
    @Test
    void theTimeoutOfAVerbThatGoesOnLimitsNoPluginAndNoEngine() {
        HostOptions options = given(HostOptions.lasting().withStrictModes());
        assertThat(options.limits()).isEqualTo(Limits.DEFAULTS);
        assertThat(options.engineLimit()).isLessThan(Duration.ofMinutes(1));
        assertThat(options.timeout()).isEqualTo(Duration.ofHours(1));
    }

    private static HostOptions given(HostOptions options) {
        CommandSpec verb = CommandSpec.create();
        options.addTo(verb);
        new CommandLine(verb)
                .registerConverter(Duration.class, new DurationConverter())
                .parseArgs("--timeout", "1h");
        return options;
    }
}
