package dev.jackplug.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Any text as the name of a plugin. */
class PluginNameFuzzTest {

    private static final Path FOLDER = Path.of("/run/docker/plugins");

    @FuzzTest
    void aNameIsRefusedInASentenceOrStaysInItsFolder(FuzzedDataProvider input) {
        String text = input.consumeRemainingAsString();
        PluginName name;
        try {
            name = new PluginName(text);
        } catch (IllegalArgumentException e) {
            assertThat(e.getMessage().chars().anyMatch(Character::isISOControl)).isFalse();
            return;
        }
        assertThat(new PluginName(name.toString())).isEqualTo(name);
        assertThat(text).doesNotContain("/", "\\", "\0");
        assertStaysIn(FOLDER, text);
    }

    private static void assertStaysIn(Path folder, String name) {
        try {
            Path file = folder.resolve(name).normalize();
            assertThat(file.getParent()).isEqualTo(folder);
            assertThat(file.getFileName()).hasToString(name);
        } catch (InvalidPathException e) {
            // The locale of this JVM has no letters for it, so there is no such file either.
        }
    }
}
