package example.volume;

import dev.jackplug.protocol.volume.VolumeDriver;
import dev.jackplug.sdk.PluginServer;
import dev.jackplug.sdk.volume.LedgeredVolumes;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** The plugin's process: serves folders as volumes until SIGTERM or Ctrl-C. */
public final class VolumePlugin {

    private static final String USAGE = "usage: run [--name PLUGIN] [--sockets DIRECTORY] [--root DIRECTORY]";

    private VolumePlugin() {}

    public static void main(String[] arguments) {
        String name = "folders";
        Path sockets = Path.of("/run/docker/plugins");
        Path root = Path.of("/var/lib/jackplug-volume");
        for (int i = 0; i < arguments.length; i += 2) {
            if (i + 1 == arguments.length) {
                fail(arguments[i] + " needs a value");
            }
            switch (arguments[i]) {
                case "--name" -> name = arguments[i + 1];
                case "--sockets" -> sockets = Path.of(arguments[i + 1]);
                case "--root" -> root = Path.of(arguments[i + 1]);
                default -> fail("unknown argument " + arguments[i]);
            }
        }
        try {
            serve(name, sockets, root.toAbsolutePath());
        } catch (IllegalArgumentException | IllegalStateException | UncheckedIOException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private static void serve(String name, Path sockets, Path root) {
        Folders folders = new Folders(root.resolve("volumes"), root.resolve("images"));
        LedgeredVolumes volumes = LedgeredVolumes.open(root.resolve("ledger"), folders);
        PluginServer server = PluginServer.named(name)
                .socket(sockets.resolve(name + ".sock"))
                .serving(VolumeDriver.SUBSYSTEM, volumes)
                .start();
        System.out.println("listening at " + server.address() + "; now: docker volume create -d " + name + " data");
    }

    private static void fail(String why) {
        System.err.println(why + "\n" + USAGE);
        System.exit(2);
    }
}
