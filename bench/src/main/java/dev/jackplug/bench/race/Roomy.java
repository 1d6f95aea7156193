package dev.jackplug.bench.race;

import dev.jackplug.protocol.volume.VolumeDriver;
import dev.jackplug.sdk.PluginServer;
import dev.jackplug.sdk.ServerLimits;
import java.nio.file.Path;

/** A plugin of ours with room for many connections; has but {@code VolumeDriver.Get}. */
final class Roomy {

    private static final int ROOM = 20_000;

    private Roomy() {}

    public static void main(String[] arguments) throws InterruptedException {
        PluginServer.named("roomy")
                .socket(Path.of(arguments[0]))
                .limits(ServerLimits.DEFAULT.connections(ROOM))
                .serving(VolumeDriver.SUBSYSTEM, new OurPlugin.Volumes())
                .start();
        Thread.currentThread().join();
    }
}
