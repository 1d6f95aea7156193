package dev.jackplug.engines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jackplug.host.Directories;
import dev.jackplug.host.Limits;
import dev.jackplug.host.Plugins;
import dev.jackplug.protocol.DriverException;
import dev.jackplug.protocol.PluginException;
import dev.jackplug.protocol.volume.CreateRequest;
import dev.jackplug.protocol.volume.GetRequest;
import dev.jackplug.protocol.volume.MountRequest;
import dev.jackplug.protocol.volume.RemoveRequest;
import dev.jackplug.protocol.volume.UnmountRequest;
import dev.jackplug.protocol.volume.VolumeDriver;
import dev.jackplug.tck.conformance.Report;
import dev.jackplug.tck.conformance.ReportFormat;
import dev.jackplug.tck.conformance.host.HostKit;
import dev.jackplug.tck.conformance.host.HostKit.Driver.Driven;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The conformance kit on this host, which uses a volume as dockerd does. */
@Tag("engine")
@Timeout(300)
class OwnHostConformanceTest {

    private static final Duration LIMIT = Duration.ofSeconds(5);

    @Test
    void itPassesClean() throws Exception {
        Path sockets = Files.createTempDirectory("jp");
        try {
            HostKit.Settings settings = new HostKit.Settings(
                    sockets, "", "jackplug", List.of("VolumeDriver"), Set.of(), Duration.ofSeconds(60));
            Report report = HostKit.judge(settings, OwnHostConformanceTest::use);
            Verdicts.saw("host", "jackplug", ReportFormat.JSON.write(report));
            assertThat(report.clean()).isTrue();
        } finally {
            Files.delete(sockets);
        }
    }

    private static Driven use(Path sockets, String plugin) {
        try (Plugins plugins = Plugins.builder()
                .directories(new Directories(List.of(sockets), List.of()))
                .limits(Limits.DEFAULTS.withActivation(LIMIT))
                .build()) {
            VolumeDriver volumes =
                    plugins.get(plugin, VolumeDriver.SUBSYSTEM).within(LIMIT).driver(VolumeDriver.SUBSYSTEM);
            volumes.capabilities();
            if (!exists(volumes)) {
                volumes.create(new CreateRequest("v", Map.of()));
            }
            volumes.mount(new MountRequest("v", "a"));
            volumes.unmount(new UnmountRequest("v", "a"));
            volumes.remove(new RemoveRequest("v"));
            return new Driven(0, "");
        } catch (PluginException e) {
            return new Driven(1, String.valueOf(e.getMessage()));
        }
    }

    private static boolean exists(VolumeDriver volumes) {
        try {
            volumes.get(new GetRequest("v"));
            return true;
        } catch (DriverException e) {
            return false;
        }
    }
}
