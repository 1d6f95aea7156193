package dev.jackplug.bench.race;

import dev.jackplug.host.Directories;
import dev.jackplug.host.Plugins;
import dev.jackplug.host.Probe;
import dev.jackplug.protocol.volume.VolumeDriver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Shaking hands with many plugins at once: {@link Plugins#all}. */
final class Many {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final double MILLI = 1_000_000;

    /** So often before it counts, with as many answers as a JVM that has just begun gets within the budget. */
    private static final int WARM_UP = 3;

    private final Path parent;
    private final int rounds;

    /** @param parent of the folders with the plugins */
    Many(Path parent, int rounds) {
        this.parent = parent;
        this.rounds = rounds;
    }

    /**
     * Plugins that never accept among others: the budget is spent, as only its end tells that they will not answer, and no
     * more than what ends the call.
     */
    Row dead(int live, int dead, Duration budget) {
        List<Double> ours = new ArrayList<>();
        try (Side crowd = Side.java(Crowd.class)) {
            Path folder = start(crowd, live, dead);
            for (int i = 0; i < WARM_UP; i++) {
                probe(folder, budget);
            }
            for (int round = 0; round < rounds; round++) {
                ours.add(all(folder, live, dead, budget) / MILLI);
            }
        }
        return Row.of(
                "all() over " + (live + dead) + " plugins, " + dead + " of which never accept",
                1,
                "time, against the budget; " + live + " answered",
                ours,
                Collections.nCopies(ours.size(), (double) budget.toMillis()),
                "ms",
                Goal.atMost(1.05));
    }

    /** So many that all live; the first number is what the others are compared with. */
    List<Row> live(List<Integer> counts) {
        List<List<Double>> each = counts.stream().map(this::each).toList();
        List<Row> rows = new ArrayList<>();
        for (int i = 1; i < counts.size(); i++) {
            rows.add(Row.shown(
                    "all() over " + counts.get(i) + " plugins",
                    1,
                    "time of a plugin, against " + counts.get(0) + " plugins; all answered",
                    each.get(i),
                    each.get(0),
                    "us"));
        }
        return rows;
    }

    /** Microseconds for each of so many plugins, in each round. */
    private List<Double> each(int count) {
        List<Double> each = new ArrayList<>();
        try (Side crowd = Side.java(Crowd.class)) {
            Path folder = start(crowd, count, 0);
            all(folder, count, 0, PATIENCE);
            for (int round = 0; round < rounds; round++) {
                each.add(all(folder, count, 0, PATIENCE) / 1_000.0 / count);
            }
        }
        return each;
    }

    private Path start(Side crowd, int live, int dead) {
        try {
            Path folder = Files.createDirectories(parent.resolve("crowd-" + live + "-" + dead));
            crowd.ask("start", folder, live, dead);
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long all(Path folder, int live, int dead, Duration budget) {
        Answered answered = probe(folder, budget);
        Probe<VolumeDriver> probe = answered.probe();
        if (probe.drivers().size() != live || probe.warnings().size() != dead) {
            throw new IllegalStateException(probe.drivers().size() + " of " + live + " answered: "
                    + probe.warnings().stream().findFirst());
        }
        return answered.nanos();
    }

    /** By a host that knows nobody yet. */
    private static Answered probe(Path folder, Duration budget) {
        Directories directories = new Directories(List.of(folder), List.of());
        try (Plugins plugins = Plugins.builder().directories(directories).build()) {
            long start = System.nanoTime();
            Probe<VolumeDriver> probe = plugins.all(VolumeDriver.SUBSYSTEM, budget);
            return new Answered(probe, System.nanoTime() - start);
        }
    }

    private record Answered(Probe<VolumeDriver> probe, long nanos) {}
}
