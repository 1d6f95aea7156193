package dev.jackplug.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Holds that the tests which a page names are there. */
final class NamedTests {

    static final Path ROOT = Path.of(System.getenv("JACKPLUG_ROOT"));

    private static final Pattern TEST = Pattern.compile("`(\\w+Test)(?:\\.(\\w+))?`");

    private NamedTests() {}

    static void assertThere(String page) throws IOException {
        Map<String, String> sources = sources();

        assertThat(TEST.matcher(page).results())
                .isNotEmpty()
                .allSatisfy(test -> assertThat(sources.getOrDefault(test.group(1), ""))
                        .as(test.group())
                        .contains(method(test)));
    }

    private static String method(MatchResult test) {
        return test.group(2) == null ? "class " + test.group(1) : " " + test.group(2) + "(";
    }

    /** The sources of all tests, by the names of their classes. */
    private static Map<String, String> sources() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT, 12)) {
            return files.filter(file -> file.toString().endsWith("Test.java"))
                    .filter(file -> !file.startsWith(ROOT.resolve(".cache")))
                    .collect(Collectors.toMap(
                            file -> file.getFileName().toString().replace(".java", ""),
                            NamedTests::text,
                            (one, other) -> one + other));
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
