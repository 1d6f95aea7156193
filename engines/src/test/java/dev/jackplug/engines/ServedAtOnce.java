package dev.jackplug.engines;

import dev.jackplug.protocol.authz.AuthzDriver;
import dev.jackplug.protocol.ipam.IpamDriver;
import dev.jackplug.protocol.log.LogDriver;
import dev.jackplug.protocol.network.NetworkDriver;
import dev.jackplug.protocol.volume.VolumeDriver;
import dev.jackplug.sdk.PluginServer;
import dev.jackplug.sdk.authz.DecisionLog;
import dev.jackplug.sdk.authz.EngineRequest;
import dev.jackplug.sdk.authz.EngineRoute;
import dev.jackplug.sdk.authz.FailMode;
import dev.jackplug.sdk.authz.PolicyDriver;
import dev.jackplug.sdk.authz.Verdict;
import dev.jackplug.sdk.ipam.AddressPools;
import dev.jackplug.sdk.ipam.AddressRange;
import dev.jackplug.sdk.log.LogCollector;
import dev.jackplug.sdk.network.NetworkLedger;
import dev.jackplug.sdk.volume.VolumeLedger;
import java.nio.file.Path;
import java.util.List;

/** One plugin of the SDK that is everything an engine can use at once, in one process: {@code NAME SOCKETS FOLDER}. */
final class ServedAtOnce {
    static final String DENIAL = "volumes called secret are not for you";

    private ServedAtOnce() {}

    public static void main(String[] arguments) {
        String name = arguments[0];
        Path folder = Path.of(arguments[2]);
        AddressRange range = AddressRange.of("10.77.0.0/16", 24);
        PluginServer server = PluginServer.named(name)
                .socket(Path.of(arguments[1], name + ".sock"))
                .serving(VolumeDriver.SUBSYSTEM, VolumeLedger.open(folder.resolve("volumes"), new NoFolders(folder)))
                .serving(NetworkDriver.SUBSYSTEM, NetworkLedger.open(folder.resolve("networks"), new NoLinks()))
                .serving(IpamDriver.SUBSYSTEM, AddressPools.open(folder.resolve("pools"), List.of(range)))
                .serving(LogDriver.SUBSYSTEM, LogCollector.open(folder.resolve("logs"), new LogsInMemory()))
                .serving(AuthzDriver.SUBSYSTEM, policy(folder))
                .start();
        System.out.println("listening at " + server.address());
    }

    private static PolicyDriver policy(Path folder) {
        return new PolicyDriver(ServedAtOnce::verdict, FailMode.DENY, DecisionLog.file(folder.resolve("decisions")));
    }

    private static Verdict verdict(EngineRequest request) {
        boolean secret =
                request.route() == EngineRoute.VOLUME_INSPECT && request.name().equals("secret");
        return secret ? Verdict.deny(DENIAL) : Verdict.allow();
    }
}
