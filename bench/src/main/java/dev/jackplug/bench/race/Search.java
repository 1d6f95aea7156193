package dev.jackplug.bench.race;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Finding plugins among many files. */
final class Search {

    /** What an unknown name may take, in nanoseconds; moby takes 15 seconds. */
    private static final double AT_ONCE = 5_000_000;

    private static final double MILLI = 1_000_000;

    private static final int WARM_UP = 30;

    private final Course course;
    private final int count;

    /** @param count of spec files in the folder */
    Search(Course course, int count) {
        this.course = course;
        this.count = count;
    }

    List<Row> rows() {
        warmUp();
        List<Row> rows = new ArrayList<>(againstGo());
        rows.add(unknown());
        rows.addAll(growth());
        return rows;
    }

    /** Go needs none: its code is compiled before it runs. */
    private void warmUp() {
        Specs few = Specs.in(course.folder(), count / 10);
        for (int i = 0; i < WARM_UP; i++) {
            few.scan();
            few.missed();
        }
    }

    private List<Row> againstGo() {
        Specs specs = Specs.in(course.folder(), count);
        try (Side go = Side.go(course)) {
            List<List<Double>> all =
                    rounds(List.of(specs::scan, () -> specs.askGo(go, "resolve"), () -> specs.askGo(go, "scan")));
            String what = count + " spec files: ";
            return List.of(
                    Row.of(
                            what + "every entry resolved",
                            1,
                            "time, against Go's Scan and Plugin of each name",
                            all.get(0),
                            all.get(1),
                            "ms",
                            Goal.atMost(1)),
                    Row.shown(
                            what + "every entry resolved",
                            1,
                            "time, against Go's Scan, which opens no file",
                            all.get(0),
                            all.get(2),
                            "ms"));
        }
    }

    private Row unknown() {
        Specs specs = Specs.in(course.folder(), count);
        List<Double> ours = rounds(List.of(specs::missed)).get(0);
        return Row.of(
                "unknown name among " + count + " spec files",
                1,
                "time, against 5 ms",
                ours,
                Collections.nCopies(ours.size(), AT_ONCE / MILLI),
                "ms",
                Goal.atMost(1));
    }

    /** Whether the time of an entry stays the same with more of them. */
    private List<Row> growth() {
        List<Integer> counts = course.quick() ? List.of(count / 10, count / 2) : List.of(count / 10, count, 2 * count);
        List<Specs> sizes =
                counts.stream().map(one -> Specs.in(course.folder(), one)).toList();
        List<List<Double>> all =
                rounds(sizes.stream().<LongSupplier>map(specs -> specs::scan).toList());
        List<Row> rows = new ArrayList<>();
        for (int i = 1; i < sizes.size(); i++) {
            rows.add(Row.shown(
                    "scan of " + sizes.get(i).count() + " spec files",
                    1,
                    "time of an entry, against " + sizes.get(0).count() + " spec files",
                    each(all.get(i), sizes.get(i).count()),
                    each(all.get(0), sizes.get(0).count()),
                    "us"));
        }
        return rows;
    }

    /** Milliseconds of them all as microseconds of each. */
    private static List<Double> each(List<Double> millis, int count) {
        return millis.stream().map(one -> one * 1_000 / count).toList();
    }

    private List<List<Double>> rounds(List<LongSupplier> works) {
        List<Supplier<long[]>> sides = works.stream()
                .<Supplier<long[]>>map(work -> () -> new long[] {work.getAsLong()})
                .toList();
        return course.rounds(sides).stream()
                .map(side -> side.stream().map(one -> one[0] / MILLI).toList())
                .toList();
    }
}
