package dev.jackplug.bench.race;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One thing that was compared.
 *
 * @param work what was done
 * @param callers how many did it at once
 * @param metric what was measured, and against what; ours divided by theirs is the ratio
 * @param ratio over the rounds
 * @param ours what we took or reached, the median
 * @param theirs what the others did
 * @param unit of both
 * @param goal of the ratio; empty for one that is only shown
 */
record Row(
        String work,
        int callers,
        String metric,
        Spread ratio,
        double ours,
        double theirs,
        String unit,
        Optional<Goal> goal) {

    /** Puts the rounds of both sides, in the same order, into one row. */
    static Row of(
            String work, int callers, String metric, List<Double> ours, List<Double> theirs, String unit, Goal goal) {
        return made(work, callers, metric, ours, theirs, unit, Optional.of(goal));
    }

    /** The same, of something that has no goal. */
    static Row shown(String work, int callers, String metric, List<Double> ours, List<Double> theirs, String unit) {
        return made(work, callers, metric, ours, theirs, unit, Optional.empty());
    }

    private static Row made(
            String work,
            int callers,
            String metric,
            List<Double> ours,
            List<Double> theirs,
            String unit,
            Optional<Goal> goal) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < ours.size(); i++) {
            ratios.add(ours.get(i) / theirs.get(i));
        }
        double ourMedian = Spread.of(ours).median();
        double theirMedian = Spread.of(theirs).median();
        return new Row(work, callers, metric, Spread.of(ratios), ourMedian, theirMedian, unit, goal);
    }

    /** Whether the median is what it has to be; true of what has no goal. */
    boolean met() {
        return goal.map(one -> one.metBy(ratio.median())).orElse(true);
    }

    /** Whether the rounds agree enough for a verdict. */
    boolean steady() {
        return goal.isEmpty() || ratio.steady();
    }
}
