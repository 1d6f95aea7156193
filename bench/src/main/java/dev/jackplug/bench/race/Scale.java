package dev.jackplug.bench.race;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Many files, many plugins, many connections. */
final class Scale {

    private Scale() {}

    static List<Row> rows(Course course) {
        boolean quick = course.quick();
        List<Row> rows = new ArrayList<>(new Search(course, 10_000).rows());
        Many many = new Many(course.folder(), course.rounds());
        rows.add(many.dead(180, 20, Duration.ofMillis(quick ? 500 : 2_000)));
        rows.addAll(many.live(quick ? List.of(250, 500) : List.of(500, 1_000, 2_000)));
        rows.addAll(new Connections(course).rows(quick ? List.of(250, 500) : List.of(1_250, 2_500, 5_000)));
        return rows;
    }
}
