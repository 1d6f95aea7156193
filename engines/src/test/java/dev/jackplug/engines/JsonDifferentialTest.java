package dev.jackplug.engines;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jackplug.internal.json.Json;
import dev.jackplug.internal.json.JsonException;
import dev.jackplug.protocol.Key;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Our decoder against Go's, text by text: both refuse it, or both read the same. Another seed than the usual one is given with
 * {@code -Djackplug.seed=N}.
 */
@Tag("engine")
class JsonDifferentialTest {

    private static final int TEXTS = 20_000;

    /** A message with a component of every kind; {@code jsonreader} has the same in Go. */
    record Message(
            String name,
            int count,
            long big,
            double num,
            boolean flag,
            Inner in,
            @Key(value = "Ptr", nullable = true) @Nullable Inner pointer,
            List<String> tags,
            @Key("Recs") List<Inner> records,
            List<List<Long>> table,
            Map<String, String> opts,
            @Key("Recm") Map<String, Inner> recordMap,
            Map<String, Object> any,
            @Nullable Object one,
            byte[] data,
            @Nullable Instant at) {}

    /** A nested message. */
    record Inner(String a, int b, List<String> list) {}

    private static final Set<Object> UNSET = Set.of("", 0L, 0.0, false, "0001-01-01T00:00:00Z");

    /** What is refused here and not in Go, by what the refusal says. */
    private static final Map<String, String> STRICTER = Map.of(
            "nesting depth", "more than 500 levels are refused here",
            "Number value length", "more than 1,000 digits are refused here",
            "expected base64 text, found a list", "bytes as a list of numbers are refused here",
            "a time such as", "a time that Go 1.19 takes and RFC 3339 does not is refused here");

    private static final Pattern EMPTY_TIME = Pattern.compile("t\"\\s*:\\s*\"\"", Pattern.CASE_INSENSITIVE);

    private Path folder;

    @BeforeEach
    void build() throws Exception {
        folder = Files.createTempDirectory("jp");
        ProcessBuilder build = new ProcessBuilder("go", "build", "-o", folder + "/jsonreader", "main.go");
        build.environment().putAll(Map.of("GO111MODULE", "off", "GOCACHE", folder + "/go"));
        finish(build.directory(Path.of(System.getenv("JACKPLUG_ROOT"), "engines/src/test/go/jsonreader")
                        .toFile())
                .inheritIO());
    }

    @AfterEach
    void cleanUp() throws IOException {
        Folders.delete(folder);
    }

    private static void finish(ProcessBuilder command) throws Exception {
        Process process = command.start();
        try {
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
            assertThat(process.exitValue()).isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void bothDecodersAgreeOnEveryText() throws Exception {
        long seed = Long.getLong("jackplug.seed", 1);
        JsonTexts generator = new JsonTexts(seed);
        List<byte[]> texts = Stream.generate(generator::next).limit(TEXTS).toList();
        List<String> go = readByGo(texts);
        Map<String, Long> outcomes = new TreeMap<>();
        List<String> disagreements = new ArrayList<>();
        for (int i = 0; i < TEXTS; i++) {
            String outcome = compare(texts.get(i), go.get(i));
            outcomes.merge(outcome, 1L, Long::sum);
            if (outcome.equals("differ")) {
                disagreements.add(new String(texts.get(i), UTF_8) + "\n  go   " + go.get(i) + "\n  ours "
                        + readByUs(texts.get(i)));
            }
        }
        System.out.println("seed " + seed + ": " + outcomes);
        Files.write(Path.of("target/json-differential.txt"), disagreements);
        assertThat(disagreements).as("seed %d, %s", seed, outcomes).isEmpty();
    }

    private List<String> readByGo(List<byte[]> texts) throws Exception {
        Path in = folder.resolve("in");
        Path out = folder.resolve("out");
        Files.write(in, texts.stream().map(HexFormat.of()::formatHex).toList());
        finish(new ProcessBuilder(folder + "/jsonreader")
                .redirectInput(in.toFile())
                .redirectOutput(out.toFile()));
        return Files.readAllLines(out);
    }

    private static String readByUs(byte[] text) {
        try {
            return new String(Json.write(Json.read(text, Message.class)), UTF_8).strip();
        } catch (JsonException e) {
            return "error: " + e.getMessage();
        }
    }

    private static String compare(byte[] text, String go) {
        String ours = readByUs(text);
        boolean refused = ours.startsWith("error");
        if (refused && go.equals("error")) {
            return "both refuse it";
        }
        if (refused) {
            return STRICTER.entrySet().stream()
                    .filter(one -> ours.contains(one.getKey()))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElse("differ");
        }
        if (go.equals("error")) {
            return EMPTY_TIME.matcher(new String(text, UTF_8)).find() ? "an empty time is unset here (W-19)" : "differ";
        }
        return comparable("", tree(ours)).equals(comparable("", tree(go))) ? "both read the same" : "differ";
    }

    private static Object tree(String json) {
        return Json.read(json.getBytes(UTF_8), Object.class);
    }

    /**
     * Without what is unset, in whatever form: null, empty or Go's zero time; nulls among records, which we leave out (W-18).
     * Numbers where anything may stand are float64 in Go, and stay exact here.
     */
    private static Object comparable(String key, Object value) {
        boolean inexact = List.of("Num", "Any", "One").contains(key);
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> set = new TreeMap<>();
            map.forEach((name, one) -> set.put(name, comparable(inexact ? key : (String) name, one)));
            set.values().removeIf(UNSET::contains);
            return set.isEmpty() ? "" : set;
        }
        if (value instanceof List<?> list) {
            List<Object> all = new ArrayList<>();
            list.forEach(one -> all.add(comparable(inexact ? key : "", one)));
            all.removeIf(one -> key.equals("Recs") && UNSET.contains(one));
            return all.isEmpty() ? "" : all;
        }
        if (inexact && value instanceof Number number) {
            return number.doubleValue() + 0.0;
        }
        return value == null ? "" : value;
    }
}
