package dev.jackplug.bench.race;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;

/** A row in words. */
final class Figures {

    private static final MathContext DIGITS = new MathContext(3);

    private Figures() {}

    /** Three digits of a number, zeros too. */
    static String of(double number) {
        BigDecimal rounded = new BigDecimal(number).round(DIGITS);
        int missing = DIGITS.getPrecision() - rounded.precision();
        return rounded.setScale(Math.max(0, rounded.scale() + missing), RoundingMode.UNNECESSARY)
                .toPlainString();
    }

    /** Work, callers, metric, ours, theirs, ratio, quartiles, goal, and whether it is met. */
    static List<String> cells(Row row) {
        return List.of(
                row.work(),
                String.valueOf(row.callers()),
                row.metric(),
                of(row.ours()) + " " + row.unit(),
                of(row.theirs()) + " " + row.unit(),
                of(row.ratio().median()),
                of(row.ratio().low()) + " - " + of(row.ratio().high()),
                row.goal().map(Goal::toString).orElse("-"),
                met(row));
    }

    private static String met(Row row) {
        if (row.goal().isEmpty()) {
            return "-";
        }
        return (row.met() ? "yes" : "no") + (row.steady() ? "" : " (not steady)");
    }
}
