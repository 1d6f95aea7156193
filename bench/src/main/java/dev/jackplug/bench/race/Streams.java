package dev.jackplug.bench.race;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Bytes down and up, and entries of a log, over every pair of a host and a plugin. */
final class Streams {

    private static final String WORK = "streams";

    private static final double MIB = 1 << 20;

    /** So many windows of each stream come before the first round. */
    private static final int WARM = 4;

    /**
     * What flows.
     *
     * @param line what both hosts are told
     * @param much how much of it is a first try
     * @param piece how much of it is one of the unit
     */
    private record Flow(String line, String method, long much, double piece, String unit) {}

    private static final List<Flow> FLOWS = List.of(
            new Flow("diff", "Diff bytes/s", 64 << 20, MIB, "MiB/s"),
            new Flow("apply", "ApplyDiff bytes/s", 64 << 20, MIB, "MiB/s"),
            new Flow("logs", "ReadLogs entries/s", 100_000, 1, "/s"));

    private enum Pair {
        GO_TO_GO,
        OURS_TO_GO,
        GO_TO_OURS,
        OURS_TO_OURS
    }

    private static final Map<Pair, String> NAMES = new EnumMap<>(Map.of(
            Pair.OURS_TO_GO, "our host against Go's, on the Go plugin",
            Pair.GO_TO_OURS, "our plugin against Go's, under the Go host",
            Pair.OURS_TO_OURS, "Java to Java against Go to Go"));

    private Streams() {}

    static List<Row> rows(Course course) {
        try (Peer goPlugin = Peer.go(course, "go");
                Peer ourPlugin = Peer.java(course, "java");
                Side goHost = Side.go(course);
                Side ourHost = Side.java(OurHost.class)) {
            Cores.apart(List.of(goPlugin.process(), ourPlugin.process()), List.of(goHost.process(), ourHost.process()));
            List<Row> rows = new ArrayList<>();
            for (Flow flow : FLOWS) {
                long much = course.fitting(flow.much(), some -> goHost.ask(flow.line(), goPlugin.socket(), some)[0]);
                ourHost.ask(flow.line(), goPlugin.socket(), WARM * much);
                ourHost.ask(flow.line(), ourPlugin.socket(), WARM * much);
                Map<Pair, Supplier<long[]>> pairs = new EnumMap<>(Pair.class);
                pairs.put(Pair.GO_TO_GO, () -> goHost.ask(flow.line(), goPlugin.socket(), much));
                pairs.put(Pair.OURS_TO_GO, () -> ourHost.ask(flow.line(), goPlugin.socket(), much));
                pairs.put(Pair.GO_TO_OURS, () -> goHost.ask(flow.line(), ourPlugin.socket(), much));
                pairs.put(Pair.OURS_TO_OURS, () -> ourHost.ask(flow.line(), ourPlugin.socket(), much));
                rows.addAll(made(flow, much, course.rounds(pairs)));
            }
            return rows;
        }
    }

    private static List<Row> made(Flow flow, long much, Map<Pair, List<long[]>> measured) {
        Map<Pair, List<Double>> speeds = new EnumMap<>(Pair.class);
        measured.forEach((pair, rounds) -> speeds.put(
                pair,
                rounds.stream().map(one -> much / flow.piece() * 1e9 / one[0]).toList()));
        List<Double> theirs = speeds.getOrDefault(Pair.GO_TO_GO, List.of());
        List<Row> rows = new ArrayList<>();
        NAMES.forEach((pair, name) -> rows.add(Row.of(
                WORK,
                1,
                flow.method() + ", " + name,
                speeds.getOrDefault(pair, List.of()),
                theirs,
                flow.unit(),
                Goal.atLeast(1))));
        return rows;
    }
}
