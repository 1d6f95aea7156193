package dev.jackplug.bench.race;

import static dev.jackplug.bench.race.Fixed.MET;
import static dev.jackplug.bench.race.Fixed.MISSED;
import static dev.jackplug.bench.race.Fixed.SHOWN;
import static dev.jackplug.bench.race.Fixed.report;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PageTest {

    @Test
    void everyWorkHasItsTableAndEveryMissedGoalItsExplanation() {
        String page = Page.text(
                report(MET, SHOWN, MISSED), "# Title\n", List.of("calls\t1\tp50\t[ADR 9](adr/0009.md): the kernel"));
        assertThat(page).isEqualTo("""
                        # Title

                        ## What it ran on

                        | | |
                        |---|---|
                        | cores | 2 |

                        ## Calls

                        | Callers | Metric | ours | theirs | Ratio | Quartiles | Goal | met |
                        |---|---|---|---|---|---|---|---|
                        | 8 | calls/s | 20000 /s | 10000 /s | 2.00 | 2.00 - 2.00 | >= 1.6 | yes |
                        | 1 | p50 | 70.0 us | 100 us | 0.700 | 0.700 - 0.700 | <= 0.65 | no |

                        ## Serving

                        | Callers | Metric | ours | theirs | Ratio | Quartiles | Goal | met |
                        |---|---|---|---|---|---|---|---|
                        | 1 | pooled | 3.00 /s | 2.00 /s | 1.50 | 1.50 - 1.50 | - | - |

                        ## Goals that are missed

                        - calls, 1, p50: [ADR 9](adr/0009.md): the kernel
                        """);
    }

    @Test
    void aPageWithoutAMissedGoalSaysNothingOfAny() {
        assertThat(Page.text(report(MET), "", List.of())).doesNotContain("missed");
    }

    @Test
    void aMissedGoalThatNothingExplainsSaysSo() {
        assertThat(Page.text(report(MISSED), "", List.of())).endsWith("- calls, 1, p50: nothing explains it yet\n");
    }
}
