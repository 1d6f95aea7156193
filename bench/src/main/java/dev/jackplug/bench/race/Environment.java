package dev.jackplug.bench.race;

import dev.jackplug.cli.Main;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the numbers depend on, as pairs of a name and a text. */
record Environment(Map<String, String> facts) {

    /** What is known before anything has run. */
    static Environment before(Course course) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("jackplug", String.valueOf(Main.class.getPackage().getImplementationVersion()));
        facts.put("JDK", System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"));
        facts.put(
                "Go",
                output("go", "version", course.go().resolve("host").toString()).replaceFirst(".*: ", ""));
        facts.put("moby", output("dpkg-query", "-W", "-f=${Version}", "golang-github-docker-docker-dev"));
        facts.put(
                "pool of the Go host",
                "as shipped (2 idle connections); where a row says so, raised to one for each caller");
        facts.put("pool of our host", "as shipped (an idle connection for each of at most 64 calls, for 30 s)");
        facts.put("rounds", course.rounds() + " of " + course.window() + " ms for each side, in turn");
        facts.put("cores", String.valueOf(Runtime.getRuntime().availableProcessors()));
        facts.put("kernel", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        facts.put("load before", load());
        return new Environment(Collections.unmodifiableMap(facts));
    }

    /** The same, and what is known when all has run. */
    Environment after() {
        Map<String, String> all = new LinkedHashMap<>(facts);
        all.put("load after", load());
        return new Environment(Collections.unmodifiableMap(all));
    }

    /** The averages of 1, 5 and 15 minutes. */
    private static String load() {
        try {
            return Files.readString(Path.of("/proc/loadavg")).replaceFirst("(\\S+ \\S+ \\S+).*\n", "$1");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String output(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
