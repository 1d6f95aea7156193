package dev.jackplug.internal.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeadlineTest {

    private static final Duration SHORT = Duration.ofMillis(20);
    private static final Duration LONG = Duration.ofMinutes(10);

    private final Deadlines deadlines = new Deadlines();

    @AfterEach
    void close() {
        deadlines.close();
    }

    /** Something to guard, which knows whether it was closed. */
    private static final class Guarded implements Closeable {

        private final CountDownLatch closed = new CountDownLatch(1);

        @Override
        public void close() {
            closed.countDown();
        }

        boolean closed() {
            return closed.getCount() == 0;
        }

        void awaitClosed() throws InterruptedException {
            assertThat(closed.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    /** Waits until the timer has done everything that was due before. */
    private void awaitTimer() throws InterruptedException {
        CountDownLatch reached = new CountDownLatch(1);
        deadlines.later(SHORT.multipliedBy(2), reached::countDown);
        assertThat(reached.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void whatIsGuardedIsClosedWhenTheLimitPasses() throws InterruptedException {
        Guarded channel = new Guarded();
        Deadline deadline = deadlines.start(SHORT);
        deadline.guard(channel);
        channel.awaitClosed();
        assertThat(deadline.passed()).isTrue();
        assertThat(deadline.left()).isZero();
    }

    @Test
    void onlyTheLatestGuardIsClosed() throws InterruptedException {
        Guarded first = new Guarded();
        Guarded second = new Guarded();
        Deadline deadline = deadlines.start(Duration.ofSeconds(1));
        deadline.guard(first);
        deadline.guard(second);
        second.awaitClosed();
        assertThat(first.closed()).isFalse();
    }

    @Test
    void aGuardAfterTheLimitIsClosedAtOnce() throws InterruptedException {
        Guarded first = new Guarded();
        Deadline deadline = deadlines.start(Duration.ZERO);
        deadline.guard(first);
        first.awaitClosed();
        Guarded late = new Guarded();
        deadline.guard(late);
        assertThat(late.closed()).isTrue();
    }

    @Test
    void aChannelThatFailsToCloseDoesNotEndTheTimer() throws InterruptedException {
        CountDownLatch tried = new CountDownLatch(1);
        deadlines.start(Duration.ZERO).guard(() -> {
            tried.countDown();
            throw new IOException("broken");
        });
        assertThat(tried.await(30, TimeUnit.SECONDS)).isTrue();
        Guarded next = new Guarded();
        deadlines.start(SHORT).guard(next);
        next.awaitClosed();
    }

    @Test
    void whatFailsWhenItIsDueDoesNotEndTheTimer() throws InterruptedException {
        deadlines.later(Duration.ZERO, () -> {
            throw new AssertionError("broken");
        });
        Guarded next = new Guarded();
        deadlines.start(SHORT).guard(next);
        next.awaitClosed();
    }

    /** Between the look at when something is due and the ringing it can be restarted. */
    @Test
    void whatMovedJustWhenItSeemedDueIsLookedAtAgain() throws InterruptedException {
        CountDownLatch looks = new CountDownLatch(2);
        CountDownLatch rang = new CountDownLatch(1);
        deadlines.add(new Deadlines.Alarm() {
            @Override
            public long due() {
                return System.nanoTime();
            }

            @Override
            public boolean passes() {
                looks.countDown();
                return looks.getCount() == 0;
            }

            @Override
            public void ring() {
                rang.countDown();
            }

            @Override
            public void abandon() {}
        });
        assertThat(rang.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aRestartPostponesTheEnd() {
        Deadline deadline = deadlines.start(LONG);
        Duration worn = deadline.left();
        while (deadline.left().compareTo(worn.minusMillis(5)) > 0) {
            Thread.onSpinWait();
        }
        deadline.restart();
        assertThat(deadline.left()).isGreaterThan(worn.minusMillis(5));
    }

    @Test
    void aLimitThatWasRestartedPassesInTheEnd() throws InterruptedException {
        Guarded channel = new Guarded();
        Deadline deadline = deadlines.start(SHORT);
        deadline.guard(channel);
        for (int i = 0; i < 1000; i++) {
            deadline.restart();
        }
        channel.awaitClosed();
    }

    @Test
    void aRestartAfterTheLimitChangesNothing() throws InterruptedException {
        Guarded channel = new Guarded();
        Deadline deadline = deadlines.start(Duration.ZERO);
        deadline.guard(channel);
        channel.awaitClosed();
        deadline.restart();
        assertThat(deadline.passed()).isTrue();
        assertThat(deadline.left()).isZero();
    }

    @Test
    void closingALimitSavesWhatItGuards() throws InterruptedException {
        Guarded channel = new Guarded();
        Deadline deadline = deadlines.start(LONG);
        deadline.guard(channel);
        deadline.close();
        Guarded after = new Guarded();
        deadline.guard(after);
        awaitTimer();
        assertThat(channel.closed()).isFalse();
        assertThat(after.closed()).isFalse();
        assertThat(deadline.passed()).isFalse();
    }

    @Test
    void anEndedLimitLeavesNothingWaiting() {
        Deadline deadline = deadlines.start(LONG);
        deadline.guard(new Guarded());
        deadline.close();
        assertThat(deadlines.waiting()).isZero();
    }

    @Test
    void aLimitThatWasClosedBeforeItsFirstGuardClosesNothing() {
        Guarded channel = new Guarded();
        Deadline deadline = deadlines.start(LONG);
        deadline.close();
        deadline.guard(channel);
        assertThat(channel.closed()).isFalse();
    }

    @Test
    void closingTheLimitsClosesWhatTheyGuard() {
        Guarded guarded = new Guarded();
        Deadline deadline = deadlines.start(LONG);
        deadline.guard(guarded);
        deadlines.close();
        assertThat(guarded.closed()).isTrue();
        assertThat(deadline.passed()).isFalse();
    }

    @Test
    void nothingIsLeftUnguardedOnceTheLimitsAreClosed() {
        Guarded first = new Guarded();
        Guarded second = new Guarded();
        Deadline deadline = deadlines.start(LONG);
        deadlines.close();
        deadline.guard(first);
        deadline.guard(second);
        assertThat(first.closed()).isTrue();
        assertThat(second.closed()).isTrue();
    }

    @Test
    void aGuardThatFollowsAnotherIsClosedOnceTheLimitsAreClosed() {
        Guarded second = new Guarded();
        Deadline deadline = deadlines.start(LONG);
        deadline.guard(new Guarded());
        deadlines.close();
        deadline.guard(second);
        assertThat(second.closed()).isTrue();
    }

    @Test
    void whatIsLeftIsNeverNegative() {
        assertThat(deadlines.start(Duration.ofSeconds(-5)).left()).isZero();
        assertThat(deadlines.start(Duration.ofSeconds(Long.MIN_VALUE)).left()).isZero();
    }

    @Test
    void hugeDurationsDoNotOverflow() throws InterruptedException {
        Duration forEver = Duration.ofSeconds(Long.MAX_VALUE, 999_999_999);
        Guarded channel = new Guarded();
        Deadline deadline = deadlines.start(forEver);
        deadline.guard(channel);
        deadline.restart();
        assertThatCode(() -> deadlines.later(forEver, () -> {})).doesNotThrowAnyException();
        awaitTimer();
        assertThat(channel.closed()).isFalse();
        assertThat(deadline.left()).isGreaterThan(Duration.ofDays(36_000));
    }

    @Test
    void workForLaterIsDroppedOnceTheLimitsAreClosed() {
        deadlines.close();
        assertThatCode(() -> deadlines.later(SHORT, () -> {})).doesNotThrowAnyException();
    }

    @Test
    void theThreadIsADaemonAndStartsWithTheFirstGuard() throws Exception {
        CompletableFuture<Thread> thread = new CompletableFuture<>();
        long before = timers();
        Deadline deadline = deadlines.start(Duration.ZERO);
        assertThat(timers()).isLessThanOrEqualTo(before);
        deadline.guard(() -> thread.complete(Thread.currentThread()));
        assertThat(thread.get(30, TimeUnit.SECONDS).isDaemon()).isTrue();
        assertThat(thread.get().getName()).isEqualTo("jackplug-deadlines");
    }

    private static long timers() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("jackplug-deadlines"))
                .count();
    }
}
