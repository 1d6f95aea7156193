package dev.jackplug.bench.race;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** {@code VolumeDriver.Get} over every pair of a host and a plugin, all of them in turn. */
final class Calls {

    private static final String CALLING = "calls to a Go plugin";
    private static final String SERVING = "serving";
    private static final String BOTH = "Java to Java against Go to Go";

    /** By callers. */
    private static final Map<Integer, Double> CALLING_GOALS = Map.of(1, 1.6, 8, 1.2, 64, 1.6);

    private static final Map<Integer, Double> BOTH_GOALS = Map.of(1, 4.0, 8, 2.0, 64, 2.5);

    /** At most 1.15 times the floor. */
    private static final double FLOOR_GOAL = 0.87;

    private enum Pair {
        OURS_TO_GO,
        GO_TO_GO,
        GO_POOLED_TO_GO,
        FLOOR_TO_GO,
        FLOOR_TO_OURS,
        FLOOR_TO_BARE,
        AWAKE_TO_GO,
        AWAKE_TO_OURS,
        OURS_TO_OURS
    }

    private final List<Row> rows = new ArrayList<>();
    private final int callers;
    private final Map<Pair, List<long[]>> measured;

    private Calls(int callers, Map<Pair, List<long[]>> measured) {
        this.callers = callers;
        this.measured = measured;
    }

    static List<Row> rows(Course course) {
        List<Row> rows = new ArrayList<>();
        try (Peer goPlugin = Peer.go(course, "go");
                Peer ourPlugin = Peer.java(course, "java");
                Peer barePlugin = Peer.bare(course, "bare");
                Side goHost = Side.go(course);
                Side ourHost = Side.java(OurHost.class);
                Side floor = Side.java(Floor.class)) {
            warm(course, floor, goPlugin, ourPlugin, barePlugin);
            warm(course, ourHost, goPlugin, ourPlugin);
            for (int callers : List.of(1, 8, 64)) {
                Map<Pair, Supplier<long[]>> pairs = new EnumMap<>(Pair.class);
                pairs.put(Pair.OURS_TO_GO, () -> run(ourHost, "calls", goPlugin, callers, course));
                pairs.put(Pair.GO_TO_GO, () -> run(goHost, "calls", goPlugin, callers, course));
                pairs.put(Pair.GO_POOLED_TO_GO, () -> run(goHost, "pooled", goPlugin, callers, course));
                pairs.put(Pair.FLOOR_TO_GO, () -> run(floor, "calls", goPlugin, callers, course));
                pairs.put(Pair.FLOOR_TO_OURS, () -> run(floor, "calls", ourPlugin, callers, course));
                pairs.put(Pair.FLOOR_TO_BARE, () -> run(floor, "calls", barePlugin, callers, course));
                if (callers == 1) {
                    pairs.put(Pair.AWAKE_TO_GO, () -> run(floor, Floor.AWAKE, goPlugin, callers, course));
                    pairs.put(Pair.AWAKE_TO_OURS, () -> run(floor, Floor.AWAKE, ourPlugin, callers, course));
                }
                pairs.put(Pair.OURS_TO_OURS, () -> run(ourHost, "calls", ourPlugin, callers, course));
                rows.addAll(new Calls(callers, course.rounds(pairs)).made());
            }
        }
        return rows;
    }

    private static void warm(Course course, Side host, Peer... plugins) {
        for (Peer plugin : plugins) {
            host.ask("calls", plugin.socket(), 8, course.warmUp());
        }
    }

    private static long[] run(Side host, String line, Peer plugin, int callers, Course course) {
        return host.ask(line, plugin.socket(), callers, course.window());
    }

    private List<Row> made() {
        calls(CALLING, "calls/s, against Go", Pair.OURS_TO_GO, Pair.GO_TO_GO, CALLING_GOALS.get(callers));
        shown(CALLING, "calls/s, against Go with its pool raised", Pair.OURS_TO_GO, perSecond(Pair.GO_POOLED_TO_GO));
        calls(CALLING, "calls/s, against the floor", Pair.OURS_TO_GO, Pair.FLOOR_TO_GO, FLOOR_GOAL);
        shown(CALLING, "calls/s of the floor, against its own median", Pair.FLOOR_TO_GO, medians(Pair.FLOOR_TO_GO));
        if (callers == 1) {
            median(CALLING, Pair.OURS_TO_GO, Pair.GO_TO_GO, 0.65);
            median(SERVING, Pair.FLOOR_TO_OURS, Pair.FLOOR_TO_GO, 0.5);
            rows.add(Row.shown(
                    SERVING,
                    callers,
                    "p50, against Go, for a caller that never sleeps",
                    micros(Pair.AWAKE_TO_OURS),
                    micros(Pair.AWAKE_TO_GO),
                    "us"));
        } else {
            calls(SERVING, "calls/s, against Go", Pair.FLOOR_TO_OURS, Pair.FLOOR_TO_GO, 1.3);
        }
        shown(SERVING, "calls/s, against a bare plugin", Pair.FLOOR_TO_OURS, perSecond(Pair.FLOOR_TO_BARE));
        calls(BOTH, "calls/s", Pair.OURS_TO_OURS, Pair.GO_TO_GO, BOTH_GOALS.get(callers));
        shown(BOTH, "calls/s, against the floor on a bare plugin", Pair.OURS_TO_OURS, perSecond(Pair.FLOOR_TO_BARE));
        return rows;
    }

    private void calls(String work, String metric, Pair ours, Pair theirs, double goal) {
        rows.add(Row.of(work, callers, metric, perSecond(ours), perSecond(theirs), "/s", Goal.atLeast(goal)));
    }

    private void shown(String work, String metric, Pair ours, List<Double> theirs) {
        rows.add(Row.shown(work, callers, metric, perSecond(ours), theirs, "/s"));
    }

    private void median(String work, Pair ours, Pair theirs, double goal) {
        rows.add(Row.of(work, callers, "p50, against Go", micros(ours), micros(theirs), "us", Goal.atMost(goal)));
    }

    private List<Double> perSecond(Pair pair) {
        return Load.perSecond(measured(pair));
    }

    /** For each round the same, so that the quartiles show how far the machine went away from it. */
    private List<Double> medians(Pair pair) {
        List<Double> rounds = perSecond(pair);
        return Collections.nCopies(rounds.size(), Spread.of(rounds).median());
    }

    private List<Double> micros(Pair pair) {
        return measured(pair).stream().map(one -> one[2] / 1e3).toList();
    }

    private List<long[]> measured(Pair pair) {
        return measured.getOrDefault(pair, List.of());
    }
}
