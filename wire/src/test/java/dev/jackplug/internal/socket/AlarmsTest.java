package dev.jackplug.internal.socket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jackplug.internal.socket.Deadlines.Alarm;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AlarmsTest {

    private final Alarms alarms = new Alarms();

    private record Bell(int number) implements Alarm {

        @Override
        public long due() {
            return 0;
        }

        @Override
        public boolean passes() {
            return true;
        }

        @Override
        public void ring() {}

        @Override
        public void abandon() {}
    }

    private List<Alarm> all() {
        List<Alarm> all = new ArrayList<>();
        alarms.forEach((alarm, place) -> all.add(alarm));
        return all;
    }

    @Test
    void oneThreadMaySetSeveral() {
        Bell first = new Bell(1);
        Bell second = new Bell(2);
        int place = alarms.add(first);
        int other = alarms.add(second);
        assertThat(all()).containsExactlyInAnyOrder(first, second);
        alarms.remove(first, place);
        assertThat(all()).containsExactly(second);
        alarms.remove(second, other);
        assertThat(alarms.size()).isZero();
    }

    @Test
    void takingOneBackTwiceDoesNotTakeTheNext() {
        Bell first = new Bell(1);
        int place = alarms.add(first);
        alarms.remove(first, place);
        Bell next = new Bell(2);
        assertThat(alarms.add(next)).isEqualTo(place);
        alarms.remove(first, place);
        assertThat(all()).containsExactly(next);
    }

    /** More threads than there are places, each with an alarm at the same time. */
    @Test
    void noneIsLostAmongManyThreads() throws InterruptedException {
        int count = 600;
        AtomicInteger number = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Thread thread = new Thread(() -> alarms.add(new Bell(number.incrementAndGet())));
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(all()).doesNotHaveDuplicates().hasSize(count);
        assertThat(alarms.size()).isEqualTo(count);
        alarms.forEach(alarms::remove);
        assertThat(alarms.size()).isZero();
    }
}
