package dev.jackplug.bench.race;

import java.math.BigDecimal;

/** What a ratio has to be. */
record Goal(boolean atLeast, double value) {

    static Goal atLeast(double value) {
        return new Goal(true, value);
    }

    static Goal atMost(double value) {
        return new Goal(false, value);
    }

    boolean metBy(double ratio) {
        return atLeast ? ratio >= value : ratio <= value;
    }

    @Override
    public String toString() {
        return (atLeast ? ">= " : "<= ")
                + BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }
}
