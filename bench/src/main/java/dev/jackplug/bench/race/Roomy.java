package dev.jackplug.bench.race;

import dev.jackplug.protocol.volume.GetReply;
import dev.jackplug.protocol.volume.GetRequest;
import dev.jackplug.protocol.volume.Volume;
import dev.jackplug.protocol.volume.VolumeDriver;
import dev.jackplug.sdk.PluginServer;
import dev.jackplug.sdk.ServerLimits;
import java.lang.reflect.Proxy;
import java.nio.file.Path;

/** A plugin of ours with room for many connections; has but {@code VolumeDriver.Get}. */
final class Roomy {

    private static final int ROOM = 20_000;

    private Roomy() {}

    public static void main(String[] arguments) throws InterruptedException {
        PluginServer.named("roomy")
                .socket(Path.of(arguments[0]))
                .limits(ServerLimits.DEFAULT.connections(ROOM))
                .serving(VolumeDriver.SUBSYSTEM, volumes())
                .start();
        Thread.currentThread().join();
    }

    private static VolumeDriver volumes() {
        return (VolumeDriver) Proxy.newProxyInstance(
                Roomy.class.getClassLoader(), new Class<?>[] {VolumeDriver.class}, (self, method, arguments) -> {
                    if (method.getName().equals("get")) {
                        String name = ((GetRequest) arguments[0]).name();
                        return new GetReply(new Volume(name, "/mnt/" + name));
                    }
                    throw new UnsupportedOperationException(method.getName());
                });
    }
}
