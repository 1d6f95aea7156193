package author;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jackplug.protocol.volume.VolumeDriver;
import dev.jackplug.sdk.PluginServer;
import dev.jackplug.sdk.volume.VolumeLedger;
import dev.jackplug.tck.FakeHost;
import dev.jackplug.tck.junit.ConformanceTest;
import dev.jackplug.tck.junit.Fixture;
import dev.jackplug.tck.junit.PluginUnderTest;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MyVolumesTest {

    @TempDir
    Path folder;

    private PluginServer start(Path socket) {
        VolumeLedger ledger = VolumeLedger.open(folder.resolve("ledger"), new MyVolumes(folder.resolve("volumes")));
        return PluginServer.named("my-volumes")
                .serving(VolumeDriver.SUBSYSTEM, ledger)
                .socket(socket)
                .start();
    }

    @ConformanceTest(full = true)
    void keepsToTheProtocol(PluginUnderTest plugin) {
        plugin.servedBy(this::start);
    }

    @Test
    void aVolumeThatIsNotThereIsAnError(@Fixture FakeHost host) throws Exception {
        try (PluginServer server = start(host.socket("my-volumes"))) {
            assertEquals(500, host.call("my-volumes", "VolumeDriver.Get", "{\"Name\":\"v\"}").status());
        }
    }
}
