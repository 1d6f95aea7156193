package dev.jackplug.engines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jackplug.host.Directories;
import dev.jackplug.host.Plugins;
import dev.jackplug.protocol.volume.CreateRequest;
import dev.jackplug.protocol.volume.MountRequest;
import dev.jackplug.protocol.volume.RemoveRequest;
import dev.jackplug.protocol.volume.UnmountRequest;
import dev.jackplug.protocol.volume.VolumeDriver;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A size limit of {@code examples/volume}, which takes root and a file system to mount. */
@Tag("engine")
class SizeLimitTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @Test
    void aVolumeHoldsWhatWasAskedForAndNoMore() throws Exception {
        Path folder = Files.createTempDirectory("jp");
        Background plugin = Background.start(
                folder.resolve("log"),
                Path.of(System.getenv("JACKPLUG_ROOT"), "examples/volume/run").toString(),
                "--name",
                "sized",
                "--sockets",
                folder.toString(),
                "--root",
                folder.resolve("root").toString());
        try (Plugins plugins = Plugins.builder()
                .directories(new Directories(List.of(folder), List.of()))
                .build()) {
            plugins.await("sized", VolumeDriver.SUBSYSTEM, LIMIT);
            VolumeDriver volumes = plugins.driver("sized", VolumeDriver.SUBSYSTEM);
            volumes.create(new CreateRequest("v", Map.of("size", "4m")));
            Path mountpoint = Path.of(volumes.mount(new MountRequest("v", "a")).mountpoint());
            try {
                long held = Files.getFileStore(mountpoint).getTotalSpace();
                assertThat(held).isBetween(1L << 20, 4L << 20);
                Files.write(mountpoint.resolve("small"), new byte[1 << 20]);
            } finally {
                volumes.unmount(new UnmountRequest("v", "a"));
            }
            assertThat(mountpoint).isEmptyDirectory();
            volumes.remove(new RemoveRequest("v"));
            assertThat(mountpoint).doesNotExist();
        } finally {
            plugin.process().destroy();
            plugin.awaitEnd(LIMIT);
            Folders.delete(folder);
        }
    }
}
