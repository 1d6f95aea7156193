package example.volume;

import dev.jackplug.protocol.volume.VolumeDriver;
import dev.jackplug.sdk.PluginServer;
import dev.jackplug.sdk.volume.VolumeLedger;
import java.nio.file.Path;

/** Serves the volumes of a root until SIGTERM or Ctrl-C. */
public final class Main {

    private static final String USAGE = "usage: examples/volume/run [--name PLUGIN] [--sockets DIR] [--root DIR]";

    private Main() {}

    /** Takes what {@code USAGE} says. */
    public static void main(String[] arguments) {
        String name = "folders";
        Path sockets = Path.of("/run/docker/plugins");
        Path root = Path.of("/var/lib/jackplug-volume");
        for (int i = 0; i < arguments.length; i += 2) {
            String value = i + 1 < arguments.length ? arguments[i + 1] : "";
            switch (value.isEmpty() ? "" : arguments[i]) {
                case "--name" -> name = value;
                case "--sockets" -> sockets = Path.of(value);
                case "--root" -> root = Path.of(value);
                default -> {
                    System.err.println(USAGE);
                    System.exit(2);
                }
            }
        }
        try {
            serve(name, sockets, root.toAbsolutePath().normalize());
        } catch (RuntimeException e) {
            System.err.println(e.getMessage() + (e.getCause() == null ? "" : ": " + e.getCause()));
            System.exit(1);
        }
    }

    private static void serve(String name, Path sockets, Path root) {
        VolumeLedger ledger = VolumeLedger.open(root.resolve("ledger"), new FolderVolumes(root));
        PluginServer server = PluginServer.named(name)
                .socket(sockets.resolve(name + ".sock"))
                .serving(VolumeDriver.SUBSYSTEM, ledger)
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            server.close();
            ledger.close();
        }));
        System.out.println("listening at " + server.address() + ", volumes in " + root
                + "; try: docker volume create -d " + name + " -o size=10m data");
    }
}
