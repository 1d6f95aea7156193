package dev.jackplug.engines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jackplug.engines.Namespaces.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the tests saw each engine do, in words. It is held against {@code docs/engines/*.tsv}, of which {@code
 * docs/engines.md} is made: an engine that does something else than stands there fails the test.
 */
final class Findings {
    /** Lines of the docker command that come or do not come. */
    private static final Pattern INCIDENTAL = Pattern.compile("^See '|error waiting for container");

    private static final Path SEEN = Path.of("target", "engines-seen.tsv");
    private static final Path VERSIONS = Path.of("target", "engines-versions.txt");
    private static final Path EXPECTED = Path.of(System.getenv("JACKPLUG_ROOT"), "docs", "engines");

    static {
        try {
            Files.deleteIfExists(SEEN);
            Files.deleteIfExists(VERSIONS);
        } catch (IOException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private Findings() {}

    /** Notes that an engine takes part. */
    static synchronized void met(Engine engine) throws IOException {
        String line = engine + " (" + EngineRoom.system() + ")";
        if (!Files.exists(VERSIONS) || !Files.readAllLines(VERSIONS).contains(line)) {
            append(VERSIONS, line);
        }
    }

    /** Notes what the engine did in a scenario, and fails when that is not what is known of this line of the engine. */
    static void saw(Engine engine, String section, String scenario, String outcome) throws IOException {
        synchronized (Findings.class) {
            append(SEEN, String.join("\t", engine.line(), section, scenario, outcome));
        }
        List<String> expected = expected(engine, section, scenario);
        if (!expected.isEmpty()) {
            assertThat(List.of(outcome))
                    .as("%s, %s: %s (if that is right: java docs/engines/EnginesPage.java)", engine, section, scenario)
                    .isEqualTo(expected);
        }
    }

    /** What stands in the tables; nothing when they do not know this line of the engine at all. */
    private static List<String> expected(Engine engine, String section, String scenario) throws IOException {
        List<String[]> rows;
        try (Stream<Path> files = Files.list(EXPECTED)) {
            rows = files.filter(file -> file.toString().endsWith(".tsv"))
                    .flatMap(Findings::lines)
                    .map(line -> line.split("\t", -1))
                    .filter(row -> row[0].equals(engine.line()))
                    .toList();
        }
        List<String> found = rows.stream()
                .filter(row -> row[1].equals(section) && row[2].equals(scenario))
                .map(row -> row[3])
                .toList();
        return rows.isEmpty() || !found.isEmpty() ? found : List.of("(not in the tables)");
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void append(Path file, String line) throws IOException {
        Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** What the user is shown, on one line and without what differs from run to run. */
    static String words(Outcome outcome) {
        String said = outcome.err()
                .lines()
                .map(line -> line.replaceFirst("^time=\"[^\"]*\" level=\\w+ msg=", ""))
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !INCIDENTAL.matcher(line).find())
                .map(Findings::general)
                .collect(Collectors.joining(" / "));
        return said.isEmpty() ? verdict(outcome) : verdict(outcome) + ": `" + said + "`";
    }

    /** How the command ended, without what it said. */
    static String verdict(Outcome outcome) {
        return outcome.exitCode() == 0 ? "succeeds" : "fails with " + outcome.exitCode();
    }

    private static String general(String line) {
        return line.replaceAll("[\\x00-\\x1F\\x7F-\\x9F]", " ")
                .replaceAll("jpplugin\\d+", "PLUGIN")
                .replaceAll("jpvolume\\d+", "VOLUME")
                .replaceAll("\\b[0-9a-f]{64}\\b", "ID")
                .replaceAll("/tmp/jp\\d+", "")
                // How a refused client hears of it is a matter of luck.
                .replaceAll("(Post \"https:[^\"]*\": )(?!.*x509).*", "$1...")
                .replaceAll("127\\.0\\.0\\.1:\\d+", "127.0.0.1:PORT");
    }
}
