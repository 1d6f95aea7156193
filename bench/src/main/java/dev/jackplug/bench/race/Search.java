package dev.jackplug.bench.race;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Finding plugins among many files. */
final class Search {

    /** What an unknown name may take, in milliseconds, in a folder that has more in it than anybody's. */
    private static final double AT_ONCE = 5;

    private static final double MILLI = 1_000_000;

    private static final String NOBODY = " spec files: an unknown name";

    private final Course course;
    private final int count;

    /** @param count of spec files in the folder */
    Search(Course course, int count) {
        this.course = course;
        this.count = count;
    }

    List<Row> rows() {
        try (Side ours = Side.java(OurHost.class);
                Side go = Side.go(course)) {
            Specs specs = Specs.in(course.folder(), count);
            Specs fewer = Specs.in(course.folder(), count / 10);
            warmUp(ours, specs);
            List<Row> rows = new ArrayList<>(againstGo(specs, ours, go));
            rows.addAll(unknown(fewer, specs, ours));
            if (!course.quick()) {
                rows.add(row(
                        fewer.count() + NOBODY,
                        "time, against moby's Get",
                        List.of(fewer.missed(ours) / MILLI),
                        List.of(fewer.missed(go) / MILLI)));
            }
            rows.addAll(growth(fewer, specs, ours));
            return rows;
        }
    }

    /** Go needs none: its code is compiled before it runs. So often and not so long: a busy machine does little in a while. */
    private void warmUp(Side ours, Specs specs) {
        for (int i = 0; i < (course.quick() ? 30 : 90); i++) {
            specs.resolved(ours);
            for (int j = 0; j < 4; j++) {
                specs.names(ours);
                specs.missed(ours);
            }
        }
    }

    private List<Row> againstGo(Specs specs, Side ours, Side go) {
        List<List<Double>> all = rounds(List.of(
                () -> specs.names(ours), () -> specs.names(go), () -> specs.resolved(ours), () -> specs.resolved(go)));
        String what = count + " spec files: ";
        return List.of(
                row(what + "their names", "time, against Go's Scan", all.get(0), all.get(1)),
                row(
                        what + "every entry resolved",
                        "time, against Go's Scan and Plugin of each name",
                        all.get(2),
                        all.get(3)));
    }

    private List<Row> unknown(Specs fewer, Specs many, Side ours) {
        List<List<Double>> all = rounds(List.of(() -> fewer.missed(ours), () -> many.missed(ours)));
        List<Double> wanted = Collections.nCopies(all.get(0).size(), AT_ONCE);
        String metric = "time, against 5 ms";
        return List.of(
                row(fewer.count() + NOBODY, metric, all.get(0), wanted),
                Row.shown(many.count() + NOBODY, 1, metric, all.get(1), wanted, "ms"));
    }

    private static Row row(String work, String metric, List<Double> ours, List<Double> theirs) {
        return Row.of(work, 1, metric, ours, theirs, "ms", Goal.atMost(1));
    }

    /** Whether the time of an entry stays the same with more of them. */
    private List<Row> growth(Specs fewer, Specs specs, Side ours) {
        List<Specs> sizes = course.quick()
                ? List.of(fewer, Specs.in(course.folder(), count / 2))
                : List.of(fewer, specs, Specs.in(course.folder(), 2 * count));
        List<List<Double>> all = rounds(sizes.stream()
                .<LongSupplier>map(size -> () -> size.resolved(ours))
                .toList());
        List<Row> rows = new ArrayList<>();
        for (int i = 1; i < sizes.size(); i++) {
            rows.add(Row.shown(
                    sizes.get(i).count() + " spec files: every entry resolved",
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

    /** Of as many as one side works in a round: the first comes after a pause, in which the other side has had the caches. */
    private long average(LongSupplier work) {
        long wanted = course.window() * (long) MILLI;
        long sum = 0;
        int count = 0;
        while (sum < wanted) {
            sum += work.getAsLong();
            count++;
        }
        return sum / count;
    }

    private List<List<Double>> rounds(List<LongSupplier> works) {
        List<Supplier<long[]>> sides = works.stream()
                .<Supplier<long[]>>map(work -> () -> new long[] {average(work)})
                .toList();
        return course.rounds(sides).stream()
                .map(side -> side.stream().map(one -> one[0] / MILLI).toList())
                .toList();
    }
}
