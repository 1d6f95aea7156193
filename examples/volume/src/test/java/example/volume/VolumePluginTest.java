package example.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jackplug.protocol.DriverException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VolumePluginTest {

    @TempDir
    private Path folder;

    private RunningPlugin plugin;

    @BeforeEach
    void start() throws IOException {
        plugin = new RunningPlugin(folder);
    }

    @AfterEach
    void stop() throws InterruptedException {
        plugin.stop();
    }

    @Test
    void oneLineSaysWhereItListensAndWhatToTypeNext() {
        assertThat(plugin.greeting())
                .contains("listening at unix://" + plugin.sockets.resolve("vols.sock"))
                .contains("volumes in " + plugin.root)
                .contains("docker volume create -d vols");
    }

    @Test
    void aVolumeIsMadeMountedWrittenToAndRemoved() throws IOException {
        plugin.create("data", Map.of("label.team", "db"));
        assertThat(plugin.names()).containsExactly("data");
        assertThat(plugin.get("data").status()).isEqualTo(Map.of("labels", Map.of("team", "db"), "size", "unlimited"));

        Path mountpoint = plugin.mount("data", "a");
        assertThat(mountpoint).isEmptyDirectory();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(plugin.root.resolve("volumes"))))
                .as("other users are kept out")
                .isEqualTo("rwx------");
        Files.createSymbolicLink(mountpoint.resolve("out"), folder);
        Files.writeString(mountpoint.resolve("note"), "kept");
        plugin.unmount("data", "a");
        assertThat(plugin.mount("data", "b").resolve("note")).hasContent("kept");
        plugin.unmount("data", "b");

        plugin.remove("data");
        assertThat(plugin.names()).isEmpty();
        assertThat(plugin.root.resolve("volumes")).isEmptyDirectory();
        assertThat(folder).isNotEmptyDirectory();
    }

    @Test
    void aKilledPluginComesBackWithItsVolumesAndTheirMounts() throws Exception {
        plugin.create("data", Map.of("label.team", "db"));
        Path mountpoint = plugin.mount("data", "a");
        plugin.mount("data", "a");
        Files.writeString(mountpoint.resolve("note"), "kept");
        plugin.kill();
        plugin.restart(Map.of());

        assertThat(plugin.names()).containsExactly("data");
        assertThat(plugin.get("data").mountpoint()).isEqualTo(mountpoint.toString());
        assertThat(mountpoint.resolve("note")).hasContent("kept");
        plugin.unmount("data", "a");
        assertThatThrownBy(() -> plugin.remove("data"))
                .isInstanceOf(DriverException.class)
                .hasMessageContaining("is mounted");
        plugin.unmount("data", "a");
        plugin.remove("data");
        assertThat(plugin.names()).isEmpty();
    }

    @Test
    void anOptionThatItDoesNotKnowIsRefusedByItsNameAndNothingIsMade() {
        assertThatThrownBy(() -> plugin.create("data", Map.of("sise", "10m")))
                .isInstanceOf(DriverException.class)
                .hasMessageContaining("unknown option sise; there are size=10m and label.KEY=VALUE");
        assertThatThrownBy(() -> plugin.create("data", Map.of("size", "huge")))
                .isInstanceOf(DriverException.class)
                .hasMessageContaining("option size=huge is no size; write 10m, 2g or 1t");
        assertThat(plugin.names()).isEmpty();
        assertThat(plugin.root.resolve("volumes")).doesNotExist();
    }

    @Test
    void aSizeThatCannotBeHadIsRefusedWithTheReason() throws Exception {
        plugin.kill();
        plugin.restart(Map.of("PATH", "/nonexistent"));
        assertThatThrownBy(() -> plugin.create("data", Map.of("size", "10m")))
                .isInstanceOf(DriverException.class)
                .hasMessageContaining("size=10m cannot be had on this machine")
                .hasMessageContaining("mkfs.ext4");
        assertThat(plugin.names()).isEmpty();
        assertThat(plugin.root.resolve("images")).isEmptyDirectory();
    }

    @Test
    void aSecondPluginWithTheSameRootIsRefused() throws Exception {
        Process second = RunningPlugin.java(
                Map.of(), "--name", "other", "--sockets", plugin.sockets.toString(), "--root", plugin.root.toString());
        try {
            String said = new String(second.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(second.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(second.exitValue()).isEqualTo(1);
            assertThat(said)
                    .contains("the volume ledger in " + plugin.root.resolve("ledger") + " is in use by process");
        } finally {
            second.destroyForcibly();
        }
    }

    @Test
    void anArgumentThatItDoesNotKnowIsNamedBesideTheOneThatWasMeant() throws Exception {
        Process second = RunningPlugin.java(Map.of(), "--rooot", "/nowhere");
        try {
            String said = new String(second.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(second.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(second.exitValue()).isEqualTo(2);
            assertThat(said).contains("'--rooot'", "--root");
        } finally {
            second.destroyForcibly();
        }
    }

    @Test
    void sigtermStopsItAndRemovesTheSocket() throws InterruptedException {
        assertThat(plugin.sockets.resolve("vols.sock")).exists();
        assertThat(plugin.terminate()).isIn(0, 128 + 15);
        assertThat(plugin.sockets).isEmptyDirectory();
    }
}
