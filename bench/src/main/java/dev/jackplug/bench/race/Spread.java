package dev.jackplug.bench.race;

import java.util.List;

/** The middle of several measurements, and the quartiles around it. */
record Spread(double low, double median, double high) {

    /** Quartiles further apart than this share of the median allow no verdict. */
    private static final double STEADY = 0.15;

    static Spread of(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        return new Spread(at(sorted, 0.25), at(sorted, 0.5), at(sorted, 0.75));
    }

    /** Between two values, in proportion. */
    private static double at(List<Double> sorted, double share) {
        double place = share * (sorted.size() - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.size() - 1);
        return sorted.get(below) + (place - below) * (sorted.get(above) - sorted.get(below));
    }

    boolean steady() {
        return high - low <= STEADY * median;
    }
}
