package dev.jackplug.internal.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Closeable;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class DeadlineTest {

    private static final Duration SHORT = Duration.ofMillis(50);
    private static final Duration LONG = Duration.ofHours(1);

    @AutoClose
    private final Deadlines deadlines = new Deadlines();

    private final CountDownLatch closed = new CountDownLatch(1);
    private final Closeable channel = closed::countDown;

    @Test
    void whatItGuardsIsClosedWhenTheLimitPasses() throws InterruptedException {
        Deadline deadline = deadlines.start(SHORT);
        deadline.guard(channel);
        awaitClosed();
        assertThat(deadline.passed()).isTrue();
    }

    @Test
    void whatComesTooLateIsClosedAtOnce() throws InterruptedException {
        Deadline deadline = deadlines.start(SHORT);
        deadline.guard(channel);
        awaitClosed();
        CountDownLatch second = new CountDownLatch(1);
        deadline.guard(second::countDown);
        assertThat(second.getCount()).isZero();
    }

    @Test
    void whatWasGuardedBeforeStaysOpen() throws InterruptedException {
        CountDownLatch first = new CountDownLatch(1);
        Deadline deadline = deadlines.start(SHORT);
        deadline.guard(first::countDown);
        deadline.guard(channel);
        awaitClosed();
        assertThat(first.getCount()).isOne();
    }

    @Test
    void anEndedLimitLeavesNothingWaiting() {
        Deadline deadline = deadlines.start(LONG);
        deadline.guard(channel);
        deadline.close();
        assertThat(deadlines.waiting()).isZero();
    }

    @Test
    void anEndedLimitHasNotPassed() throws InterruptedException {
        Deadline ended = deadlines.start(SHORT);
        CountDownLatch spared = new CountDownLatch(1);
        ended.guard(spared::countDown);
        ended.close();
        deadlines.start(SHORT).guard(channel);
        awaitClosed();
        assertThat(ended.passed()).isFalse();
        assertThat(spared.getCount()).isOne();
    }

    @Test
    void closingTheLimitsClosesWhatTheyGuard() {
        Deadline deadline = deadlines.start(LONG);
        deadline.guard(channel);
        deadlines.close();
        assertThat(closed.getCount()).isZero();
        assertThat(deadline.passed()).isFalse();
    }

    @Test
    void nothingIsGuardedAfterClosing() {
        deadlines.close();
        deadlines.start(LONG).guard(channel);
        assertThat(closed.getCount()).isZero();
    }

    @Test
    void theLongestDurationIsALimit() {
        Deadline deadline = deadlines.start(Duration.ofSeconds(Long.MAX_VALUE));
        deadline.guard(channel);
        assertThat(deadline.left()).isGreaterThan(Duration.ofDays(36_000));
        assertThat(closed.getCount()).isOne();
    }

    private void awaitClosed() throws InterruptedException {
        assertThat(closed.await(20, TimeUnit.SECONDS)).isTrue();
    }
}
