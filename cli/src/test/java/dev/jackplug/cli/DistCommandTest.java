package dev.jackplug.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What comes of it is tested where it can be run without Java, in the engine tests. */
class DistCommandTest {

    @Test
    void aFolderThatExistsIsLeftAlone(@TempDir Path folder) {
        Cli dist = Cli.run("dist", folder);
        assertThat(dist.exitCode()).isEqualTo(2);
        assertThat(dist.err()).contains(folder + " exists; name a folder that does not");
        assertThat(folder).isEmptyDirectory();
    }

    /** The classes of this test are in folders, and only jars can be taken along. */
    @Test
    void whatCannotBeMadeWholeIsNotMadeAtAll(@TempDir Path folder) {
        Cli dist = Cli.run("dist", folder.resolve("jackplug"));
        assertThat(dist.exitCode()).isEqualTo(1);
        assertThat(dist.err()).contains("is no jar; run ./jackplug, which runs from jars");
        assertThat(folder).isEmptyDirectory();
    }
}
