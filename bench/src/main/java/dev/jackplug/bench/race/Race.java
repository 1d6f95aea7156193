package dev.jackplug.bench.race;

import dev.jackplug.internal.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Measures us against Go. {@code bench/run} builds what it needs and says what its arguments mean. */
public final class Race {

    private static final Path GO = Path.of("bench", "target", "go");

    private Race() {}

    /** What there is to measure, in this order. */
    static Map<String, Function<Course, List<Row>>> works() {
        Map<String, Function<Course, List<Row>>> works = new LinkedHashMap<>();
        works.put("calls", Calls::rows);
        works.put("streams", Streams::rows);
        works.put("fifo", Pipe::rows);
        works.put("growth", Growth::rows);
        works.put("scale", Scale::rows);
        works.put("cold", Cold::rows);
        return works;
    }

    public static void main(String[] arguments) throws IOException {
        Optional<Wanted> wanted = Wanted.of(List.of(arguments), works().keySet());
        if (wanted.isEmpty()) {
            System.err.println("usage: bench/run [--quick] [--json] [--check] [WORK...], a WORK being one of: "
                    + String.join(", ", works().keySet()));
            System.exit(2);
        }
        System.exit(run(wanted.get()));
    }

    private static int run(Wanted wanted) throws IOException {
        Path folder = Files.createTempDirectory("jpr");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> clear(folder)));
        Course course = new Course(wanted.quick(), folder, GO);
        Environment environment = Environment.before(course);
        List<Row> rows = new ArrayList<>();
        for (String work : wanted.works()) {
            System.err.println("bench/run: " + work);
            rows.addAll(works().get(work).apply(course));
        }
        Report report = new Report(rows, environment.after());
        System.out.print(wanted.json() ? json(report) : report.table());
        if (wanted.everything()) {
            Page.write(report);
        }
        return wanted.check() ? report.verdict() : 0;
    }

    private static String json(Report report) {
        return new String(Json.write(report.json()), StandardCharsets.UTF_8);
    }

    /** Whatever happened, and when we are stopped too: nothing is left. */
    private static void clear(Path folder) {
        ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
