package dev.jackplug.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The code in the guides to plugins is the code of the examples, which is marked with where it comes from. */
class GuideTest {

    private static final Path ROOT = Path.of(System.getenv("JACKPLUG_ROOT"));
    private static final Pattern SNIPPET =
            Pattern.compile("<!-- (\\S+)/(\\w+\\.java) -->\n```java\n(.*?)```", Pattern.DOTALL);

    static List<Path> guides() throws IOException {
        try (Stream<Path> all = Files.list(ROOT.resolve("docs/guide"))) {
            return all.filter(guide -> guide.toString().endsWith("-plugin.md") && !guide.endsWith("scripted-plugin.md"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("guides")
    void everySnippetStandsInTheSources(Path guide) throws IOException {
        String text = Files.readString(guide);
        List<String> found = new ArrayList<>();
        Matcher snippet = SNIPPET.matcher(text);
        while (snippet.find()) {
            found.add(snippet.group(3));
            Path sources = ROOT.resolve("examples").resolve(snippet.group(1)).resolve("src/main/java/example");
            Path source = sources.resolve(snippet.group(1)).resolve(snippet.group(2));
            assertThat(bare(Files.readString(source))).contains(bare(snippet.group(3)));
        }
        assertThat(found).hasSize(text.split("```java", -1).length - 1).isNotEmpty();
    }

    /** Without the indentation, which is the only difference. */
    private static String bare(String code) {
        return code.lines().map(String::strip).reduce("", (all, line) -> all + line + "\n");
    }
}
