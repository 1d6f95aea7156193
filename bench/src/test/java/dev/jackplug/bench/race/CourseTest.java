package dev.jackplug.bench.race;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class CourseTest {

    private static final Course QUICK = new Course(true, Path.of("folder"), Path.of("go"));

    @Test
    void sidesWorkInTurnAfterARoundThatDoesNotCount() {
        List<String> order = new ArrayList<>();
        List<List<long[]>> measured = QUICK.rounds(List.of(
                () -> noted(order, "A"), //
                () -> noted(order, "B")));
        assertThat(String.join("", order)).isEqualTo("AB".repeat(6));
        assertThat(measured.get(0).stream().map(one -> one[0])).containsExactly(3L, 5L, 7L, 9L, 11L);
        assertThat(measured.get(1).stream().map(one -> one[0])).containsExactly(4L, 6L, 8L, 10L, 12L);
    }

    @Test
    void sidesWithNamesKeepThem() {
        Map<String, Supplier<long[]>> sides = Map.of("one", () -> new long[] {1}, "two", () -> new long[] {2});
        Map<String, List<long[]>> measured = QUICK.rounds(sides);
        assertThat(measured).containsOnlyKeys("one", "two");
        assertThat(measured.get("two"))
                .hasSize(5)
                .allSatisfy(one -> assertThat(one).containsExactly(2));
    }

    private static long[] noted(List<String> order, String side) {
        order.add(side);
        return new long[] {order.size()};
    }

    @Test
    void theAmountFitsTheWindow() {
        assertThat(QUICK.fitting(10, much -> much * 1_000_000)).isEqualTo(QUICK.window());
    }
}
