package dev.jackplug.engines;

import dev.jackplug.protocol.volume.VolumeDriver;
import dev.jackplug.sdk.PluginServer;
import dev.jackplug.sdk.PluginServerBuilder;
import dev.jackplug.sdk.ServerTls;
import dev.jackplug.sdk.volume.VolumeLedger;
import java.nio.file.Path;

/** A plugin of the SDK on a port, as a process on an engine's own network: {@code KIND NAME SPECS FOLDER TLS}. */
final class ServedVolumes {
    private static final String LOCAL = "127.0.0.1";

    private ServedVolumes() {}

    public static void main(String[] arguments) {
        TlsFiles files = new TlsFiles(Path.of(arguments[4]));
        ServerTls tls = ServerTls.of(files.certificate(), files.key(), files.certificate());
        Path folder = Path.of(arguments[3]);
        PluginServerBuilder plugin = PluginServer.named(arguments[1])
                .specs(Path.of(arguments[2]))
                .serving(VolumeDriver.SUBSYSTEM, VolumeLedger.open(folder.resolve("ledger"), new NoFolders(folder)));
        switch (arguments[0]) {
            case "tcp" -> plugin.tcp(LOCAL, 0);
            case "tls" -> plugin.tls(LOCAL, 0, tls);
            default -> plugin.tls(LOCAL, 0, tls.mutual(files.certificate(), files.certificate(), files.key()));
        }
        System.out.println("listening at " + plugin.start().address());
    }
}
