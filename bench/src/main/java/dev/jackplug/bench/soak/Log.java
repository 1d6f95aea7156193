package dev.jackplug.bench.soak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/** A line every few seconds, and what is to be said of them in the end. */
final class Log {

    /** What a shorter run measures is how the JVM warms up. */
    private static final Duration TELLING = Duration.ofMinutes(10);

    private final Path file;
    private final Duration length;
    private final Duration every;
    private final List<Sample> samples = new ArrayList<>();

    Log(Path file, Duration length) {
        this.file = file;
        this.length = length;
        this.every = length.compareTo(TELLING) < 0 ? length.dividedBy(10) : Duration.ofSeconds(10);
    }

    /** Writes the log until the time is over. */
    void keep(Workers workers) throws IOException, InterruptedException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, Sample.HEAD + "\n");
        long start = System.nanoTime();
        for (long past = 0; past < length.toNanos(); past = System.nanoTime() - start) {
            Thread.sleep(every.toMillis());
            Sample sample = workers.sample((System.nanoTime() - start) / 1_000_000_000);
            samples.add(sample);
            Files.writeString(file, sample.line() + "\n", StandardOpenOption.APPEND);
        }
    }

    /** Says what was seen, and returns what is wrong with it. */
    List<String> verdict(Tally tally, Sample before) throws IOException, InterruptedException {
        Tally.ENDS.forEach(end -> System.out.printf("%12d %s%n", tally.count(end), end));
        List<String> wrong = new ArrayList<>(tally.problems());
        wrong.addAll(leftBehind(tally, before));
        if (length.compareTo(TELLING) < 0) {
            System.out.println("too short to say whether anything grows");
            return wrong;
        }
        // Of a hundred threads and descriptors some come and go by the moment.
        grew("heap after GC", Sample::heap, 0.10, wrong);
        grew("threads", Sample::threads, 0.05, wrong);
        grew("descriptors", Sample::descriptors, 0.05, wrong);
        return wrong;
    }

    /** Compares the last quarter with the second; the first is where the JVM warms up. */
    private void grew(String what, ToLongFunction<Sample> column, double tolerance, List<String> wrong) {
        int quarter = samples.size() / 4;
        long early = median(samples.subList(quarter, 2 * quarter), column);
        long late = median(samples.subList(3 * quarter, samples.size()), column);
        String seen = "%s: median %,d in the second quarter, %,d in the last".formatted(what, early, late);
        System.out.println(seen);
        if (late > early * (1 + tolerance)) {
            wrong.add("GREW by more than %.0f %%: %s".formatted(tolerance * 100, seen));
        }
    }

    private static long median(List<Sample> samples, ToLongFunction<Sample> column) {
        long[] sorted = samples.stream().mapToLong(column).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    /** Everything is closed now: waits until threads and descriptors are as before. */
    private static List<String> leftBehind(Tally tally, Sample before) throws IOException, InterruptedException {
        long end = System.nanoTime() + Soak.HANG.toNanos();
        List<String> threads = threads();
        while (!threads.isEmpty() && System.nanoTime() < end) {
            Thread.sleep(100);
            threads = threads();
        }
        Sample after = Sample.now(tally, 0);
        System.out.printf(
                "after everything was closed: threads %d (%d before), descriptors %d (%d before)%n",
                after.threads(), before.threads(), after.descriptors(), before.descriptors());
        // The JDK opens a few files of its own meanwhile.
        boolean left = !threads.isEmpty() || after.descriptors() > before.descriptors() + 10;
        return left ? List.of("LEFT BEHIND: threads " + threads) : List.of();
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("jackplug-"))
                .toList();
    }
}
