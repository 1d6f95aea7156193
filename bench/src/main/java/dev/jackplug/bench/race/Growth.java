package dev.jackplug.bench.race;

import java.util.List;
import java.util.stream.Stream;

/**
 * Whether memory grows with what flows through: the most that a process had resident after a stream of 4 GiB, and before it,
 * after as much in short ones. A JVM that has just begun grows whatever it does.
 */
final class Growth {

    private static final String WORK = "memory of a stream of 4 GiB";
    private static final long SHORT = 256L << 20;
    private static final int TIMES = 16;

    private Growth() {}

    /** Nothing of a quick run, which has no time for it. */
    static List<Row> rows(Course course) {
        return course.quick()
                ? List.of()
                : Stream.of("diff", "apply")
                        .flatMap(line -> rows(course, line).stream())
                        .toList();
    }

    private static List<Row> rows(Course course, String line) {
        try (Peer plugin = Peer.java(course, line);
                Side host = Side.java(OurHost.class)) {
            for (int i = 0; i < TIMES; i++) {
                host.ask(line, plugin.socket(), SHORT);
            }
            double hostBefore = peak(host.process());
            double pluginBefore = peak(plugin.process());
            host.ask(line, plugin.socket(), TIMES * SHORT);
            return List.of(
                    row(line, "host", peak(host.process()), hostBefore),
                    row(line, "plugin", peak(plugin.process()), pluginBefore));
        }
    }

    private static Row row(String line, String process, double after, double before) {
        String method = line.equals("diff") ? "Diff" : "ApplyDiff";
        return Row.of(
                WORK,
                1,
                method + ", our " + process + ", after one stream against after 16 of 256 MiB",
                List.of(after),
                List.of(before),
                "MiB",
                Goal.atMost(1.1));
    }

    private static double peak(Process process) {
        return Memory.peak(process) / 1024.0;
    }
}
