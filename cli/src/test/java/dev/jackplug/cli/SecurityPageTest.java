package dev.jackplug.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** docs/security.md names tests that there are, and a row without one says that it is not held. */
class SecurityPageTest {

    private static String page() throws IOException {
        return Files.readString(NamedTests.ROOT.resolve("docs/security.md"));
    }

    @Test
    void everyTestThatIsNamedIsThere() throws IOException {
        NamedTests.assertThere(page());
    }

    @Test
    void aRowNamesItsTestOrSaysThatItIsNotHeld() throws IOException {
        assertThat(page().lines().takeWhile(line -> !line.equals("## Secrets")))
                .filteredOn(line -> line.startsWith("| ") && !line.contains("Shown by"))
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row).containsPattern("Test[`.]|\\*\\*not held\\*\\*"));
    }
}
