package example.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Needs what the option {@code size} needs. */
class SizedVolumeTest {

    @TempDir
    private Path folder;

    private RunningPlugin plugin;

    @BeforeEach
    void start() throws IOException {
        assumeTrue(
                "root".equals(System.getProperty("user.name")) && Files.exists(Path.of("/dev/loop-control")),
                "needs root and loop devices");
        plugin = new RunningPlugin(folder);
        plugin.create("data", Map.of("size", "10M"));
    }

    @AfterEach
    void stop() throws Exception {
        if (plugin != null) {
            plugin.stop();
            if (mounted()) {
                Command.run("umount", mounting().toString());
            }
        }
    }

    private Path mounting() {
        return plugin.root.resolve("volumes/data");
    }

    private boolean mounted() throws IOException {
        return Command.succeeds("mountpoint", "-q", mounting().toString());
    }

    @Test
    void whoWritesMoreIsToldThatTheDiskIsFull() throws IOException {
        assertThat(mounted()).isFalse();
        Path mountpoint = plugin.mount("data", "a");
        assertThat(mountpoint).isEmptyDirectory();
        Files.write(mountpoint.resolve("fits"), new byte[6 << 20]);
        assertThatThrownBy(() -> Files.write(mountpoint.resolve("more"), new byte[6 << 20]))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("No space left");
        assertThat(plugin.get("data").status()).containsEntry("size", "10m");
        plugin.unmount("data", "a");
        assertThat(mounted()).isFalse();
        plugin.remove("data");
        assertThat(plugin.root.resolve("images")).isEmptyDirectory();
        assertThat(plugin.root.resolve("volumes")).isEmptyDirectory();
    }

    @Test
    void aKillLeavesTheMountAndTheNextRunPutsItAway() throws Exception {
        Path note = plugin.mount("data", "a").resolve("note");
        Files.writeString(note, "kept");
        plugin.kill();
        assertThat(note).hasContent("kept");
        plugin.restart(Map.of());
        plugin.unmount("data", "a");
        assertThat(mounted()).isFalse();
        assertThat(plugin.mount("data", "b").resolve("note")).hasContent("kept");
        plugin.unmount("data", "b");
    }

    @Test
    void aMountInUseIsNotTornAwayAndCanBeUsedAgain() throws Exception {
        Path note = plugin.mount("data", "a").resolve("note");
        try (var open = Files.newOutputStream(note)) {
            assertThatThrownBy(() -> plugin.unmount("data", "a")).hasMessageContaining("busy");
            assertThatThrownBy(() -> plugin.remove("data")).hasMessageContaining("busy");
            open.write('x');
            plugin.mount("data", "a");
        }
        assertThat(note).hasContent("x");
        plugin.unmount("data", "a");
        plugin.remove("data");
    }
}
