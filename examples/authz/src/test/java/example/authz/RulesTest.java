package example.authz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RulesTest {

    @TempDir
    private Path folder;

    @BeforeEach
    void makeDirectoriesAndLinks() throws IOException {
        Files.createDirectories(folder.resolve("data/deep"));
        Files.createDirectories(folder.resolve("database"));
        Files.createDirectories(folder.resolve("elsewhere"));
        Files.createSymbolicLink(folder.resolve("data/out"), folder.resolve("elsewhere"));
        Files.createSymbolicLink(folder.resolve("data/dangling"), folder.resolve("later"));
        Files.createSymbolicLink(folder.resolve("alias"), folder.resolve("data"));
    }

    private boolean allows(String word, String root, String source) {
        return Rules.parse("allow " + word + " " + folder.resolve(root) + "\n").allowsMount(folder + "/" + source);
    }

    @ParameterizedTest
    @CsvSource({
        "data, data, true",
        "data, data/, true",
        "data, data/../data, true",
        "data, alias, true",
        "alias, data, true",
        "data, data/deep, false",
        "data, data/out, false",
        "data, database, false",
        "data, ., false",
        "data, data/../database, false",
    })
    void mountMeansExactlyThatDirectory(String root, String source, boolean allowed) {
        assertThat(allows("mount", root, source)).isEqualTo(allowed);
    }

    @ParameterizedTest
    @CsvSource({
        "data, data, true",
        "data, data/deep, true",
        "data, data/new/and/deep, true",
        "alias, data/deep, true",
        "data, alias/deep, true",
        "data, data/out, false",
        "data, data/out/new, false",
        "data, data/dangling, false",
        "data, data/deep/../../database, false",
        "data, database, false",
        "data, data/.., false",
    })
    void mountBelowMeansWhatIsReallyInIt(String root, String source, boolean allowed) {
        assertThat(allows("mount-below", root, source)).isEqualTo(allowed);
    }

    @Test
    void anEmptyFileAllowsNothing() {
        assertThat(Rules.parse("").allowsMount("/")).isFalse();
        assertThat(Rules.parse("").allows("privileged")).isFalse();
    }

    @Test
    void aRelativeNameIsNoMount() {
        Path here = Path.of("").toAbsolutePath();

        assertThat(Rules.parse("allow mount-below " + here + "\n").allowsMount(here + "/src"))
                .isTrue();
        assertThat(Rules.parse("allow mount-below " + here + "\n").allowsMount("src"))
                .isFalse();
    }

    @Test
    void aNameThatCannotBeAPathIsNoMount() {
        assertThat(Rules.parse("allow mount-below /\n").allowsMount("/a\0b")).isFalse();
    }

    @Test
    void commentsAndBlanksDoNotMatter() {
        assertThat(Rules.parse("# a comment\n\n  allow \t privileged  \n").allows("privileged"))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "allow everything",
                "deny privileged",
                "allow",
                "allow privileged now",
                "allow mount",
                "allow Privileged"
            })
    void aLineThatIsNotUnderstoodIsNamed(String line) {
        assertThatThrownBy(() -> Rules.parse("allow privileged\n" + line + "\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("line 2: \"" + line + "\" is not understood; write allow WORD")
                .hasMessageContaining(
                        "mount DIR, mount-below DIR, capability NAME, device PATH, buildkit, device-rules");
    }

    @Test
    void aPathThatDependsOnWhereThePluginRunsIsRefused() {
        assertThatThrownBy(() -> Rules.parse("allow mount data\n")).hasMessage("line 1: data is no absolute path");
    }

    /** "allow mount /srv/data" that is cut could be "allow mount /". */
    @Test
    void halfAFileIsRefused() {
        assertThatThrownBy(() -> Rules.parse("allow mount /"))
                .hasMessage("the last line does not end; the file may be half written");
    }
}
