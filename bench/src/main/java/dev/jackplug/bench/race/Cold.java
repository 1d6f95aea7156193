package dev.jackplug.bench.race;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What a start costs and what an idle plugin takes. Wants two system properties: {@code race.root}, the folder of {@code
 * ./jackplug}, and {@code race.newest}, the home of the newest JDK.
 */
final class Cold {

    private static final List<String> DOCKER = List.of("/usr/bin/docker", "--version");

    private final Course course;
    private final Path root = Path.of(System.getProperty("race.root"));
    private final List<Jvm> jvms;
    private final List<Row> rows = new ArrayList<>();

    private Cold(Course course) {
        this.course = course;
        Path used = Path.of(System.getProperty("java.home"));
        Path newest = Path.of(System.getProperty("race.newest"));
        jvms = new ArrayList<>(List.of(new Jvm(used, true)));
        if (!course.quick()) {
            jvms.add(new Jvm(used, false));
        }
        if (!course.quick() && !newest.equals(used)) {
            jvms.add(new Jvm(newest, true));
            jvms.add(new Jvm(newest, false));
        }
    }

    /** The JDK in use with the settings that are shipped has the goals; what else is compared is only shown. */
    static List<Row> rows(Course course) {
        Cold cold = new Cold(course);
        try {
            cold.ls("nothing there", folder(course, "empty"));
            cold.ls("three dead sockets", deadSockets(folder(course, "dead")));
            cold.plugin();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return cold.rows;
    }

    private static Path folder(Course course, String name) throws IOException {
        return Files.createDirectories(course.folder().resolve(name));
    }

    private static Path deadSockets(Path folder) throws IOException {
        for (String name : List.of("one", "two", "three")) {
            Start.deadSocket(folder.resolve(name + ".sock"));
        }
        return folder;
    }

    private void ls(String what, Path folder) {
        String[] words = {"ls", "--sockets", folder.toString(), "--specs", folder.toString()};
        Function<Jvm, Supplier<Long>> ours = jvm -> {
            Start start = jvm.archived() ? jvm.script(root.resolve("jackplug"), words) : jvm.command(root, words);
            return start::untilItEnds;
        };
        compare("jackplug ls, " + what, "time / docker --version's", new Start(DOCKER)::untilItEnds, ours, 6);
    }

    private void plugin() throws IOException {
        for (Jvm jvm : jvms) {
            if (jvm.archived()) {
                jvm.makeArchive(course.folder());
            }
        }
        Path socket = course.folder().resolve("cold.sock");
        compare(
                "exec to a plugin's first answer",
                "time / Go's",
                () -> go(socket).untilItAnswers(socket),
                jvm -> () -> jvm.plugin(course.folder(), socket).untilItAnswers(socket),
                0);
        idle();
    }

    private Start go(Path socket) {
        return new Start(List.of(course.go().resolve("plugin").toString(), socket.toString()));
    }

    /** Lets the other side and each JVM work in turn. */
    private void compare(
            String work, String metric, Supplier<Long> theirs, Function<Jvm, Supplier<Long>> ours, double goal) {
        List<Supplier<long[]>> sides = new ArrayList<>();
        sides.add(() -> new long[] {theirs.get()});
        jvms.forEach(jvm -> sides.add(() -> new long[] {ours.apply(jvm).get()}));
        List<List<Double>> measured = new ArrayList<>();
        for (List<long[]> side : course.rounds(sides)) {
            measured.add(side.stream().map(value -> value[0] / 1e6).toList());
        }
        add(work, metric, measured, "ms", goal);
    }

    /** Memory is what it is whoever else is at work: all rounds idle at once. */
    private void idle() {
        ExecutorService threads = Executors.newFixedThreadPool(10);
        try {
            List<List<Future<Long>>> sides = new ArrayList<>();
            for (int side = 0; side <= jvms.size(); side++) {
                List<Future<Long>> rounds = new ArrayList<>();
                for (int round = 0; round < course.rounds(); round++) {
                    Path socket = course.folder().resolve("idle" + side + "-" + round + ".sock");
                    Start start = side == 0 ? go(socket) : jvms.get(side - 1).plugin(course.folder(), socket);
                    rounds.add(threads.submit(() -> start.residentWhenIdle(socket)));
                }
                sides.add(rounds);
            }
            List<List<Double>> measured = new ArrayList<>();
            for (List<Future<Long>> rounds : sides) {
                measured.add(rounds.stream().map(Cold::mebibytes).toList());
            }
            add("an idle plugin after 100 calls", "VmRSS / Go's", measured, "MiB", 4);
        } finally {
            threads.shutdownNow();
        }
    }

    private static double mebibytes(Future<Long> kibibytes) {
        try {
            return kibibytes.get() / 1024.0;
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void add(String work, String metric, List<List<Double>> measured, String unit, double goal) {
        List<Double> theirs = measured.get(0);
        for (int i = 0; i < jvms.size(); i++) {
            List<Double> ours = measured.get(i + 1);
            String name = work + ", " + jvms.get(i);
            rows.add(
                    i == 0 && goal > 0
                            ? Row.of(name, 1, metric, ours, theirs, unit, Goal.atMost(goal))
                            : Row.shown(name, 1, metric, ours, theirs, unit));
        }
    }
}
