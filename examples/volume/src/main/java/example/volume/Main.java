package example.volume;

import dev.jackplug.protocol.volume.VolumeDriver;
import dev.jackplug.sdk.PluginServer;
import dev.jackplug.sdk.volume.VolumeLedger;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Serves the volumes of a root until SIGTERM or Ctrl-C. */
public final class Main {

    private static final String USAGE = "usage: examples/volume/run [--name PLUGIN] [--sockets DIR] [--root DIR]";

    private Main() {}

    /** Takes what {@code USAGE} says. */
    public static void main(String[] arguments) {
        Map<String, String> given = new HashMap<>(
                Map.of("--name", "folders", "--sockets", "/run/docker/plugins", "--root", "/var/lib/jackplug-volume"));
        for (int i = 0; i < arguments.length; i += 2) {
            if (i + 1 == arguments.length || given.replace(arguments[i], arguments[i + 1]) == null) {
                System.err.println(USAGE);
                System.exit(2);
            }
        }
        try {
            serve(given.get("--name"), Path.of(given.get("--sockets")), Path.of(given.get("--root")));
        } catch (RuntimeException e) {
            System.err.println(e.getMessage() + (e.getCause() == null ? "" : ": " + e.getCause()));
            System.exit(1);
        }
    }

    private static void serve(String name, Path sockets, Path root) {
        Path folder = root.toAbsolutePath().normalize();
        VolumeLedger ledger = VolumeLedger.open(folder.resolve("ledger"), new FolderVolumes(folder));
        PluginServer server = PluginServer.named(name)
                .socket(sockets.resolve(name + ".sock"))
                .serving(VolumeDriver.SUBSYSTEM, ledger)
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            server.close();
            ledger.close();
        }));
        System.out.println("listening at " + server.address() + ", volumes in " + folder
                + "; try: docker volume create -d " + name + " -o size=10m data");
    }
}
