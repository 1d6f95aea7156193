package dev.jackplug.bench.race;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RowTest {

    @Test
    void quartilesLieBetweenValuesInProportion() {
        assertThat(Spread.of(List.of(4.0, 1.0, 3.0, 2.0))).isEqualTo(new Spread(1.75, 2.5, 3.25));
        assertThat(Spread.of(List.of(5.0, 1.0, 3.0, 2.0, 4.0))).isEqualTo(new Spread(2, 3, 4));
        assertThat(Spread.of(List.of(7.0))).isEqualTo(new Spread(7, 7, 7));
    }

    @Test
    void roundsAreSteadyWhenTheirQuartilesLieWithinFifteenPercent() {
        assertThat(new Spread(1.86, 2, 2.15).steady()).isTrue();
        assertThat(new Spread(1.84, 2, 2.15).steady()).isFalse();
    }

    @Test
    void aGoalIsMetAtItsEdge() {
        assertThat(Goal.atLeast(1.6).metBy(1.6)).isTrue();
        assertThat(Goal.atLeast(1.6).metBy(1.59)).isFalse();
        assertThat(Goal.atMost(0.65).metBy(0.65)).isTrue();
        assertThat(Goal.atMost(0.65).metBy(0.66)).isFalse();
    }

    @Test
    void aGoalReadsAsItIsWritten() {
        assertThat(Goal.atLeast(1.6)).hasToString(">= 1.6");
        assertThat(Goal.atMost(1)).hasToString("<= 1");
    }

    @Test
    void aRatioIsOfTheSameRoundAndNotOfTheMedians() {
        Row row =
                Row.of("work", 1, "metric", List.of(10.0, 40.0, 60.0), List.of(5.0, 10.0, 60.0), "/s", Goal.atLeast(2));
        assertThat(row.ratio().median()).isEqualTo(2);
        assertThat(row.ours()).isEqualTo(40);
        assertThat(row.theirs()).isEqualTo(10);
        assertThat(row.met()).isTrue();
        assertThat(row.steady()).isFalse();
    }

    @Test
    void whatHasNoGoalIsMetAndSteady() {
        Row row = Row.shown("work", 1, "metric", List.of(1.0, 100.0), List.of(1.0, 1.0), "/s");
        assertThat(row.met()).isTrue();
        assertThat(row.steady()).isTrue();
    }
}
