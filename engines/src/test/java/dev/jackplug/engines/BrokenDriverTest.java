package dev.jackplug.engines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jackplug.engines.Namespaces.Outcome;
import dev.jackplug.protocol.volume.VolumeDriver;
import dev.jackplug.sdk.PluginServer;
import dev.jackplug.sdk.volume.VolumeLedger;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
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
        AtomicBoolean broken = new AtomicBoolean();
        Path folder = engine.room().volumes().resolve(name);
        try (VolumeLedger volumes = VolumeLedger.open(folder, new NoFolders(folder));
                PluginServer server = PluginServer.named(name)
                        .socket(engine.room().sockets().resolve(name + ".sock"))
                        .serving(VolumeDriver.SUBSYSTEM, breaking(volumes, broken))
                        .withoutShutdownHook()
                        .start()) {
            engine.runWell("volume", "create", "--driver", name, "--label", "keep=this", volume);
            broken.set(true);
            Outcome during = engine.run("volume", "inspect", volume);
            assertThat(broken).as("asked").isFalse();
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

    /** The same driver, but for one Get that throws what nobody has foreseen. */
    private static VolumeDriver breaking(VolumeDriver volumes, AtomicBoolean broken) {
        InvocationHandler calls = (proxy, method, arguments) -> {
            if (method.getName().equals("get") && broken.getAndSet(false)) {
                throw new IllegalStateException("the disk cannot be read just now");
            }
            try {
                return method.invoke(volumes, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        };
        Class<?>[] type = {VolumeDriver.class};
        return (VolumeDriver) Proxy.newProxyInstance(VolumeDriver.class.getClassLoader(), type, calls);
    }
}
