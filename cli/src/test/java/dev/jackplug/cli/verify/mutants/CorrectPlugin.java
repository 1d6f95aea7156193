package dev.jackplug.cli.verify.mutants;

import dev.jackplug.protocol.authz.AuthzDriver;
import dev.jackplug.protocol.graph.GraphDriver;
import dev.jackplug.protocol.ipam.IpamDriver;
import dev.jackplug.protocol.log.LogDriver;
import dev.jackplug.protocol.metrics.MetricsDriver;
import dev.jackplug.protocol.network.NetworkDriver;
import dev.jackplug.protocol.secret.SecretDriver;
import dev.jackplug.protocol.volume.VolumeDriver;
import dev.jackplug.sdk.PluginServer;
import dev.jackplug.sdk.PluginServerBuilder;
import dev.jackplug.sdk.authz.DecisionLog;
import dev.jackplug.sdk.authz.FailMode;
import dev.jackplug.sdk.authz.PolicyDriver;
import dev.jackplug.sdk.ipam.AddressPools;
import dev.jackplug.sdk.ipam.AddressRange;
import dev.jackplug.sdk.network.NetworkLedger;
import dev.jackplug.sdk.volume.VolumeLedger;
import java.nio.file.Path;
import java.util.List;

/**
 * The plugin that every mutant is made of: all eight subsystems, and every statement of the checklist for plugins (protocol
 * §8) holds. Of what it does beyond that, a kit may want to know:
 *
 * <ul>
 *   <li>The policy denies {@code POST /containers/create} with {@code HostConfig.Privileged} true, and allows the rest.
 *   <li>There are 16 pools of 16 IPv4 addresses.
 *   <li>The one secret is {@code db}.
 *   <li>The optional methods of networks are not there.
 *   <li>FIFOs may be anywhere.
 * </ul>
 */
public final class CorrectPlugin implements RunningPlugin {

    private final Path socket;
    private final VolumeLedger volumes;
    private final NetworkLedger networks;
    private final AddressPools pools;
    private final FolderLogs logs;
    private final PluginServer server;

    private CorrectPlugin(Path state, Path socket, PluginServerBuilder builder) {
        this.socket = socket;
        this.volumes = VolumeLedger.open(state.resolve("volumes"), new FolderVolumes(state.resolve("data")));
        this.networks = NetworkLedger.open(state.resolve("networks"), new NoNetworks());
        this.pools = AddressPools.open(
                state.resolve("pools"),
                List.of(AddressRange.of("10.213.0.0/24", 28), AddressRange.of("fd00:213::/60", 64)));
        this.logs = new FolderLogs(state.resolve("logs"));
        this.server = builder.withoutShutdownHook()
                .serving(VolumeDriver.SUBSYSTEM, volumes)
                .serving(NetworkDriver.SUBSYSTEM, networks)
                .serving(IpamDriver.SUBSYSTEM, pools)
                .serving(
                        AuthzDriver.SUBSYSTEM,
                        new PolicyDriver(
                                new PrivilegePolicy(), FailMode.DENY, DecisionLog.file(state.resolve("authz"))))
                .serving(LogDriver.SUBSYSTEM, logs)
                .serving(GraphDriver.SUBSYSTEM, new FolderLayers(state.resolve("layers")))
                .serving(MetricsDriver.SUBSYSTEM, new NoMetrics())
                .serving(SecretDriver.SUBSYSTEM, new OneSecret())
                .start();
    }

    /** Starts it in this process; a second start in the same folder is a restart. */
    public static CorrectPlugin start(Path folder) {
        return startAt(folder.resolve("state"), folder.resolve("plugin.sock"));
    }

    /** A command that starts it, listening at a socket; its books are beside the socket. */
    public static List<String> command(Path socket) {
        return PluginMain.command(Setup.ACTIVATED, List.of(PluginMain.CORRECT, socket.toString()));
    }

    static CorrectPlugin startAt(Path state, Path socket) {
        return new CorrectPlugin(state, socket, PluginServer.named("mutant").socket(socket));
    }

    /** The same on a free port, announced in a folder. */
    static CorrectPlugin announced(Path state, Path specs) {
        return new CorrectPlugin(
                state, state, PluginServer.named("mutant").tcp("127.0.0.1", 0).specs(specs));
    }

    /** The same at {@code /run/docker/plugins/NAME.sock}. */
    static CorrectPlugin named(Path state, String name) {
        return new CorrectPlugin(state, Path.of("/run/docker/plugins", name + ".sock"), PluginServer.named(name));
    }

    @Override
    public Path socket() {
        return socket;
    }

    @Override
    public void close() {
        server.close();
        logs.close();
        pools.close();
        networks.close();
        volumes.close();
    }
}
