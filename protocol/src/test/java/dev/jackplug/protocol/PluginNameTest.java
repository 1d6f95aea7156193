package dev.jackplug.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PluginNameTest {

    @ParameterizedTest
    @Tag("held-7")
    @ValueSource(
            strings = {
                "sshfs",
                "a.b",
                ".hidden",
                "...",
                "a..b",
                "A",
                "sshfs:latest",
                "\u00e9t\u00e9",
                "a b",
                "-",
                "~",
                "%2e%2e"
            })
    void aNameIsWhateverAFileCanBeCalled(String name) {
        assertThat(new PluginName(name)).hasToString(name);
    }

    @ParameterizedTest
    @Tag("held-25")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`` | is empty",
                ". | names a directory",
                ".. | names a directory",
                "a/b | holds a /",
                "/etc/passwd | holds a /",
                "../../../srv/evil | holds a /",
                "a/ | holds a /",
                "a\\b | holds a \\",
                "..\\evil | holds a \\",
            })
    void aNameThatCouldLeadElsewhereIsRefused(String name, String why) {
        assertThatThrownBy(() -> new PluginName(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("plugin name \"" + name + "\" " + why + ";");
    }

    @ParameterizedTest
    @Tag("held-25")
    @ValueSource(strings = {"a\0b", "\0", "a\nb", "\t", "\u007f", "\u009b31m", "\u001b[31m"})
    void aControlCharacterIsRefusedAndNotRepeated(String name) {
        assertThatThrownBy(() -> new PluginName(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("holds a control character")
                .satisfies(e -> assertThat(e.getMessage().chars()).noneMatch(Character::isISOControl));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\uD800", "a\uDC00b"})
    void aNameThatIsNoUnicodeIsRefused(String name) {
        assertThatThrownBy(() -> new PluginName(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("half a character");
    }

    @Test
    void theLongestNameHasTwoHundredAndFiftyBytes() {
        assertThat(new PluginName("n".repeat(250)).value()).hasSize(250);
    }

    @ParameterizedTest
    @ValueSource(strings = {"n", "\u00e9", "\uD83D\uDE00"})
    void aNameWithoutRoomForAnExtensionIsRefused(String letter) {
        String name = letter.repeat(251);

        assertThatThrownBy(() -> new PluginName(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("...\" is longer than 250 bytes");
    }

    @Test
    @Tag("held-7")
    void letterCaseTellsNamesApart() {
        assertThat(new PluginName("Sshfs")).isNotEqualTo(new PluginName("sshfs"));
    }

    @Test
    void namesAreOrderedLikeTheirText() {
        List<PluginName> sorted =
                Stream.of("b", "a", "B").map(PluginName::new).sorted().toList();

        assertThat(sorted).extracting(PluginName::value).containsExactly("B", "a", "b");
    }
}
