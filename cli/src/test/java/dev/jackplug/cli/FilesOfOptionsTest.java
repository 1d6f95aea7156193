package dev.jackplug.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jackplug.tck.ScriptedPlugin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that cannot be read or written: a sentence, before a plugin is troubled. */
class FilesOfOptionsTest {

    @AutoClose
    private final PluginFolder folder = new PluginFolder();

    @TempDir
    private Path files;

    private ScriptedPlugin plugin;

    FilesOfOptionsTest() throws IOException {}

    @BeforeEach
    void start() {
        plugin = folder.live("p");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--junit", "--html"})
    void aReportThatCouldNotBeWrittenIsNotBegun(String option) {
        Path report = files.resolve("none/report");
        Cli verify = folder.run("verify", "p", option, report);
        assertThat(verify.exitCode()).isEqualTo(1);
        assertThat(verify.err())
                .startsWith(
                        "jackplug: " + option + " " + report + ": there is no folder " + files.resolve("none") + ".");
        assertThat(plugin.received()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--baseline", "--params"})
    void aFileThatIsNotThereIsAnErrorOfUsage(String option) {
        Cli verify = folder.run("verify", "p", "--json", option, files.resolve("typo.json"));
        assertThat(verify.exitCode()).isEqualTo(2);
        assertThat(verify.error()).containsEntry("error", "usage");
        assertThat((String) verify.error().get("message"))
                .isEqualTo(option + " " + files.resolve("typo.json") + ": there is no such file");
        assertThat(plugin.received()).isEmpty();
    }

    @Test
    void whatTheSystemRefusesIsASentenceWithItsPath() throws IOException {
        Path file = Files.createFile(files.resolve("file"));
        Cli dist = Cli.run("dist", file.resolve("jackplug"));
        assertThat(dist.exitCode()).isEqualTo(1);
        assertThat(dist.err()).startsWith("jackplug: " + file).doesNotContain("\tat ");
    }
}
