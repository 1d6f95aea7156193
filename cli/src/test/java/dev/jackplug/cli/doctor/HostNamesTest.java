package dev.jackplug.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class HostNamesTest {

    private static final Duration AMPLE = Duration.ofMinutes(1);

    @Test
    void aNameIsKnownWhenItCanBeLookedUp() {
        assertThat(HostNames.ofTheSystem(AMPLE).known("127.0.0.1")).isTrue();
    }

    @Test
    void aNameIsNotKnownWhenTheAnswerIsNo() {
        HostNames names = new HostNames(
                name -> {
                    throw new UnknownHostException(name);
                },
                AMPLE);
        assertThat(names.known("nobody")).isFalse();
    }

    @Test
    void aNameIsNotKnownWhenNobodyAnswersInTime() {
        CountDownLatch never = new CountDownLatch(1);
        HostNames names = new HostNames(name -> never.await(), Duration.ofMillis(50));
        try {
            assertThat(names.known("nobody")).isFalse();
        } finally {
            never.countDown();
        }
    }
}
