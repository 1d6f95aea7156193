package dev.jackplug.bench.race;

import static dev.jackplug.bench.race.Fixed.MET;
import static dev.jackplug.bench.race.Fixed.MISSED;
import static dev.jackplug.bench.race.Fixed.SHOWN;
import static dev.jackplug.bench.race.Fixed.UNSTEADY;
import static dev.jackplug.bench.race.Fixed.UNSTEADY_AND_MISSED;
import static dev.jackplug.bench.race.Fixed.report;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jackplug.internal.json.Json;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class ReportTest {

    @Test
    void theVerdictIsZeroWhenEveryGoalIsMet() {
        assertThat(report(MET, SHOWN).verdict()).isZero();
    }

    @Test
    void theVerdictIsOneWhenASteadyRowMissesItsGoal() {
        assertThat(report(MET, MISSED, UNSTEADY).verdict()).isEqualTo(1);
    }

    @Test
    void thereIsNoVerdictWhenARowIsNotSteady() {
        assertThat(report(MET, UNSTEADY).verdict()).isEqualTo(3);
        assertThat(report(MET, UNSTEADY_AND_MISSED).verdict()).isEqualTo(3);
    }

    @Test
    void jsonHasARowForEachRow() {
        Map<?, ?> json = Json.read(Json.write(report(MISSED, SHOWN).json()), Map.class);
        assertThat(json.get("environment")).isEqualTo(Map.of("cores", "2"));
        List<?> rows = (List<?>) json.get("rows");
        assertThat(rows).hasSize(2);
        assertThat(rows.get(0))
                .asInstanceOf(InstanceOfAssertFactories.map(String.class, Object.class))
                .containsEntry("work", "calls")
                .containsEntry("metric", "p50")
                .containsEntry("goal", "<= 0.65")
                .containsEntry("met", false)
                .containsEntry("steady", true)
                .containsKeys("callers", "median", "low", "high", "ours", "theirs", "unit");
        assertThat(rows.get(1))
                .asInstanceOf(InstanceOfAssertFactories.map(String.class, Object.class))
                .containsEntry("goal", null)
                .containsEntry("met", true);
    }

    @Test
    void theTableIsAligned() {
        assertThat(report(MET, MISSED, UNSTEADY, SHOWN).table()).isEqualTo("""
                        WORK     CALLERS  METRIC   OURS      THEIRS    RATIO  QUARTILES      GOAL     MET
                        calls    8        calls/s  20000 /s  10000 /s  2.00   2.00 - 2.00    >= 1.6   yes
                        calls    1        p50      70.0 us   100 us    0.700  0.700 - 0.700  <= 0.65  no
                        serving  64       calls/s  5.00 /s   1.00 /s   5.00   3.00 - 7.00    >= 1.3   yes (not steady)
                        serving  1        pooled   3.00 /s   2.00 /s   1.50   1.50 - 1.50    -        -

                        cores  2
                        """);
    }
}
