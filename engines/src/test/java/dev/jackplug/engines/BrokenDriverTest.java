package dev.jackplug.engines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jackplug.engines.Namespaces.Outcome;
import dev.jackplug.protocol.volume.VolumeDriver;
import dev.jackplug.sdk.PluginServer;
import dev.jackplug.sdk.volume.LedgerEntry;
import dev.jackplug.sdk.volume.LedgeredVolumes;
import dev.jackplug.sdk.volume.VolumeBackend;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** A plugin of the SDK whose driver is broken for one request: no engine may forget a volume because of that. */
@EachEngine
class BrokenDriverTest {
    private final Engine engine;

    BrokenDriverTest(Engine engine) {
        this.engine = engine;
    }

    @Test
    void aGetThatFailsOnceLosesNothing() throws Exception {
        String name = engine.newPlugin();
        String volume = engine.newVolume();
        Path own = engine.room().volumes().resolve(name);
        OnceBroken backend = new OnceBroken(own);
        try (LedgeredVolumes volumes = LedgeredVolumes.open(own.resolve("ledger"), backend);
                PluginServer server = PluginServer.named(name)
                        .socket(engine.room().sockets().resolve(name + ".sock"))
                        .serving(VolumeDriver.SUBSYSTEM, volumes)
                        .withoutShutdownHook()
                        .start()) {
            engine.runWell("volume", "create", "--driver", name, "--label", "keep=this", volume);
            backend.broken.set(true);
            Outcome during = engine.run("volume", "inspect", volume);
            assertThat(backend.broken).as("asked").isFalse();
            String after = engine.runWell("volume", "inspect", "--format", "{{.Driver}} {{.Labels}}", volume);
            assertThat(after.strip()).isEqualTo(name + " map[keep:this]");
            Findings.saw(
                    engine,
                    "A driver that is broken for once",
                    "inspect while Get fails",
                    Findings.verdict(during) + "; the next inspect shows the volume with its label");
            engine.runWell("volume", "rm", volume);
            assertThat(server.addresses()).hasSize(1);
        }
    }

    /** Fails once in what Get asks for. */
    private static final class OnceBroken implements VolumeBackend {
        private final AtomicBoolean broken = new AtomicBoolean();
        private final Path folder;

        OnceBroken(Path folder) {
            this.folder = folder;
        }

        @Override
        public void create(LedgerEntry volume) {}

        @Override
        public void remove(LedgerEntry volume) {}

        @Override
        public Path mount(LedgerEntry volume) {
            return folder;
        }

        @Override
        public void unmount(LedgerEntry volume) {}

        @Override
        public Map<String, Object> status(LedgerEntry volume) {
            if (broken.getAndSet(false)) {
                throw new IllegalStateException("the disk cannot be read just now");
            }
            return Map.of();
        }
    }
}
