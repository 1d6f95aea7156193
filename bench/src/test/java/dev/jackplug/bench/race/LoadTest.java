package dev.jackplug.bench.race;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LoadTest {

    @Test
    void everyCallOfEveryCallerIsCounted() {
        Map<Integer, AtomicLong> calls = new ConcurrentHashMap<>();
        long[] answer =
                Load.run(3, 20, caller -> calls.computeIfAbsent(caller, one -> new AtomicLong())::incrementAndGet);
        assertThat(calls.keySet()).containsExactlyInAnyOrder(0, 1, 2);
        assertThat(answer[0])
                .isEqualTo(calls.values().stream().mapToLong(AtomicLong::get).sum());
    }

    @Test
    void aCallThatFailsMakesTheMeasurementFail() {
        assertThatThrownBy(() -> Load.run(2, 20, caller -> () -> {
                    throw new IllegalArgumentException("no");
                }))
                .hasRootCauseMessage("no");
    }
}
