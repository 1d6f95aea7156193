package dev.jackplug.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** docs/weaknesses.md names every weakness of the protocol study, and tests that there are. */
class WeaknessesTest {

    private static final Pattern ROW = Pattern.compile("^\\| (W-\\d\\d) \\|.*$", Pattern.MULTILINE);

    private static String page() throws IOException {
        return Files.readString(NamedTests.ROOT.resolve("docs/weaknesses.md"));
    }

    @Test
    void everyWeaknessIsThereOnceAndInOrder() throws IOException {
        List<String> all =
                IntStream.rangeClosed(1, 47).mapToObj("W-%02d"::formatted).toList();

        assertThat(ROW.matcher(page()).results().map(row -> row.group(1))).containsExactlyElementsOf(all);
    }

    @Test
    void everyTestThatIsNamedIsThere() throws IOException {
        NamedTests.assertThere(page());
    }
}
