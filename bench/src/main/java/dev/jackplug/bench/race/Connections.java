package dev.jackplug.bench.race;

import java.util.ArrayList;
import java.util.List;

/** What idle connections cost a plugin: memory, and the calls of one that is not idle. */
final class Connections {

    private static final int CALLERS = 8;

    private final Course course;

    Connections(Course course) {
        this.course = course;
    }

    /** @param counts of idle connections, the smallest first */
    List<Row> rows(List<Integer> counts) {
        List<Row> rows = new ArrayList<>();
        rows.add(calls(counts.get(counts.size() - 1)));
        try (Peer ours = Peer.roomy(course, "roomy");
                Peer theirs = Peer.go(course, "idle");
                Idle toOurs = new Idle();
                Idle toTheirs = new Idle()) {
            toOurs.upTo(ours.socket(), 1);
            toTheirs.upTo(theirs.socket(), 1);
            long ourStart = Memory.resident(ours.process());
            long theirStart = Memory.resident(theirs.process());
            for (int count : counts) {
                toOurs.upTo(ours.socket(), count);
                toTheirs.upTo(theirs.socket(), count);
                rows.add(Row.shown(
                        count + " idle connections to one plugin",
                        count,
                        "resident memory of a connection, against Go's net/http",
                        List.of((double) (Memory.resident(ours.process()) - ourStart) / count),
                        List.of((double) (Memory.resident(theirs.process()) - theirStart) / count),
                        "kB"));
            }
        }
        return rows;
    }

    private Row calls(int count) {
        try (Peer crowded = Peer.roomy(course, "crowded");
                Peer free = Peer.roomy(course, "free");
                Side host = Side.java(OurHost.class);
                Idle idle = new Idle().upTo(crowded.socket(), count)) {
            calls(host, crowded, course.warmUp());
            calls(host, free, course.warmUp());
            List<List<long[]>> all = course.rounds(
                    List.of(() -> calls(host, crowded, course.window()), () -> calls(host, free, course.window())));
            return Row.of(
                    "calls beside " + idle.count() + " idle connections",
                    CALLERS,
                    "calls a second, against a plugin without them",
                    Load.perSecond(all.get(0)),
                    Load.perSecond(all.get(1)),
                    "/s",
                    Goal.atLeast(0.8));
        }
    }

    private static long[] calls(Side host, Peer plugin, int millis) {
        return host.ask("calls", plugin.socket(), CALLERS, millis);
    }
}
