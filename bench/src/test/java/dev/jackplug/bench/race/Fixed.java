package dev.jackplug.bench.race;

import java.util.List;
import java.util.Map;

/** Rows as a run could have made them. */
final class Fixed {

    static final Row MET = Row.of("calls", 8, "calls/s", List.of(20_000.0), List.of(10_000.0), "/s", Goal.atLeast(1.6));
    static final Row MISSED = Row.of("calls", 1, "p50", List.of(70.04), List.of(100.0), "us", Goal.atMost(0.65));
    static final Row UNSTEADY =
            Row.of("serving", 64, "calls/s", List.of(1.0, 9.0), List.of(1.0, 1.0), "/s", Goal.atLeast(1.3));
    static final Row UNSTEADY_AND_MISSED =
            Row.of("serving", 64, "calls/s", List.of(0.1, 0.9), List.of(1.0, 1.0), "/s", Goal.atLeast(1.3));
    static final Row SHOWN = Row.shown("serving", 1, "pooled", List.of(3.0), List.of(2.0), "/s");

    private Fixed() {}

    static Report report(Row... rows) {
        return new Report(List.of(rows), new Environment(Map.of("cores", "2")));
    }
}
