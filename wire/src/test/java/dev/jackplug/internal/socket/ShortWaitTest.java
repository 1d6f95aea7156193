package dev.jackplug.internal.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ShortWaitTest {

    private static final Duration HANG = Duration.ofSeconds(30);

    private final ByteBuffer buffer = ByteBuffer.allocate(10);
    private ConnectedPair pair;

    @BeforeEach
    void connect() throws IOException {
        assumeThat(Runtime.getRuntime().availableProcessors())
                .as("one processor alone never looks")
                .isGreaterThan(1);
        pair = ConnectedPair.over("unix");
    }

    @AfterEach
    void close() throws IOException {
        if (pair != null) {
            pair.close();
        }
    }

    /** The condition takes so long as if somebody else had had the processor. */
    private static boolean crowded() {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        return true;
    }

    private int look(BooleanSupplier worthwhile) throws IOException {
        return ShortWait.read(pair.peer(), buffer.clear(), worthwhile);
    }

    private void say() throws IOException {
        pair.socket().getOutputStream().write('x');
    }

    private interface Attempt {
        boolean succeeds() throws IOException;
    }

    /** Other tests of this JVM may have met somebody, and this thread may lose the processor for long. */
    private static void await(String what, Attempt attempt) throws IOException {
        long end = System.nanoTime() + HANG.toNanos();
        while (!attempt.succeeds()) {
            assertThat(System.nanoTime() - end).as("%s within %s", what, HANG).isNegative();
        }
    }

    @Test
    void findsWhatIsThere() throws IOException {
        say();
        await("a byte", () -> look(() -> true) == 1);
        assertThat(buffer.get(0)).isEqualTo((byte) 'x');
        assertThat(pair.peer().isBlocking()).isTrue();
    }

    @Test
    void givesUpWhenNothingComes() throws IOException {
        assertThat(look(() -> true)).isZero();
        assertThat(look(() -> false)).isZero();
        assertThat(pair.peer().isBlocking()).isTrue();
    }

    @Test
    void whoeverMeetsSomebodyElseDoesNotLookForAWhileAndThenAgain() throws IOException {
        await("a look that does not take place", () -> {
            look(ShortWaitTest::crowded);
            say();
            boolean away = look(() -> true) == 0;
            await("the next look", () -> look(() -> true) == 1);
            return away;
        });
    }
}
