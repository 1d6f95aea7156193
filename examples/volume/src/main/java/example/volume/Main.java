package example.volume;

import dev.jackplug.protocol.volume.VolumeDriver;
import dev.jackplug.sdk.PluginServer;
import dev.jackplug.sdk.volume.VolumeLedger;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Serves the volumes of a root until SIGTERM or Ctrl-C. */
@Command(name = "examples/volume/run", mixinStandardHelpOptions = true)
public final class Main implements Callable<Integer> {

    @Option(names = "--name", paramLabel = "PLUGIN")
    private String name = "folders";

    @Option(names = "--sockets", paramLabel = "DIR")
    private Path sockets = Path.of("/run/docker/plugins");

    @Option(names = "--root", paramLabel = "DIR")
    private Path root = Path.of("/var/lib/jackplug-volume");

    /** Takes what its usage says. */
    public static void main(String[] arguments) {
        int end = new CommandLine(new Main())
                .setExecutionExceptionHandler((e, line, parsed) -> failed(e))
                .execute(arguments);
        if (end != 0) {
            System.exit(end);
        }
    }

    private static int failed(Exception e) {
        System.err.println(e.getMessage() + (e.getCause() == null ? "" : ": " + e.getCause()));
        return 1;
    }

    @Override
    public Integer call() {
        Path folder = root.toAbsolutePath().normalize();
        VolumeLedger ledger = VolumeLedger.open(folder.resolve("ledger"), new FolderVolumes(folder));
        PluginServer server = PluginServer.named(name)
                .socket(sockets.resolve(name + ".sock"))
                .serving(VolumeDriver.SUBSYSTEM, ledger)
                .start();
        System.out.println("listening at " + server.address() + ", volumes in " + folder
                + "; try: docker volume create -d " + name + " -o size=10m data");
        return 0;
    }
}
