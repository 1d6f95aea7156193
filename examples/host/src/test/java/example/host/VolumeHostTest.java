package example.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jackplug.host.Directories;
import dev.jackplug.host.Plugins;
import dev.jackplug.host.WatchSettings;
import dev.jackplug.protocol.volume.CreateRequest;
import dev.jackplug.protocol.volume.GetReply;
import dev.jackplug.protocol.volume.GetRequest;
import dev.jackplug.protocol.volume.ListReply;
import dev.jackplug.protocol.volume.MountReply;
import dev.jackplug.protocol.volume.MountRequest;
import dev.jackplug.protocol.volume.PathReply;
import dev.jackplug.protocol.volume.PathRequest;
import dev.jackplug.protocol.volume.RemoveRequest;
import dev.jackplug.protocol.volume.UnmountRequest;
import dev.jackplug.protocol.volume.Volume;
import dev.jackplug.protocol.volume.VolumeDriver;
import dev.jackplug.sdk.PluginServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VolumeHostTest {

    private final BlockingQueue<String> log = new LinkedBlockingQueue<>();
    private Path sockets;
    private Plugins plugins;
    private VolumeHost host;

    @BeforeEach
    void start() throws IOException {
        sockets = Files.createTempDirectory("jp");
        plugins = Plugins.builder()
                .directories(new Directories(List.of(sockets), List.of()))
                .watch(WatchSettings.DEFAULTS)
                .build();
        host = new VolumeHost(plugins, log::add);
    }

    @AfterEach
    void stop() throws IOException {
        plugins.close();
        Files.delete(sockets);
    }

    private PluginServer plugin() {
        return PluginServer.named("mem")
                .socket(sockets.resolve("mem.sock"))
                .serving(VolumeDriver.SUBSYSTEM, new Memory())
                .start();
    }

    private void awaitLog(String line) throws InterruptedException {
        String said;
        do {
            said = log.poll(20, TimeUnit.SECONDS);
            assertThat(said).as("waiting for: " + line).isNotNull();
        } while (!said.equals(line));
    }

    @Test
    void survivesTheRestartOfItsPlugin() throws Exception {
        PluginServer before = plugin();
        awaitLog("mem is here");
        host.create("mem", "one");
        assertThat(host.list("mem")).containsExactly("one");
        before.close();
        awaitLog("mem is gone");
        try (PluginServer after = plugin()) {
            awaitLog("mem is back");
            host.create("mem", "two");
            assertThat(host.list("mem")).containsExactly("two");
            assertThat(after.address()).hasToString("unix://" + sockets.resolve("mem.sock"));
        }
    }

    /** Volumes that are forgotten with the process. */
    private static final class Memory implements VolumeDriver {

        private final Map<String, Volume> volumes = new ConcurrentHashMap<>();

        @Override
        public void create(CreateRequest request) {
            volumes.put(request.name(), new Volume(request.name(), ""));
        }

        @Override
        public void remove(RemoveRequest request) {
            volumes.remove(request.name());
        }

        @Override
        public PathReply path(PathRequest request) {
            return new PathReply("");
        }

        @Override
        public MountReply mount(MountRequest request) {
            return new MountReply("/" + request.name());
        }

        @Override
        public void unmount(UnmountRequest request) {}

        @Override
        public ListReply list() {
            return new ListReply(List.copyOf(volumes.values()));
        }

        @Override
        public GetReply get(GetRequest request) {
            return new GetReply(volumes.get(request.name()));
        }
    }
}
