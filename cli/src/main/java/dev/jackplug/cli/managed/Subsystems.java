package dev.jackplug.cli.managed;

import dev.jackplug.protocol.Subsystem;
import dev.jackplug.protocol.authz.AuthzDriver;
import dev.jackplug.protocol.graph.GraphDriver;
import dev.jackplug.protocol.ipam.IpamDriver;
import dev.jackplug.protocol.log.LogDriver;
import dev.jackplug.protocol.metrics.MetricsDriver;
import dev.jackplug.protocol.network.NetworkDriver;
import dev.jackplug.protocol.secret.SecretDriver;
import dev.jackplug.protocol.volume.VolumeDriver;
import java.util.List;
import java.util.stream.Stream;

/** The subsystems that hosts know. */
public final class Subsystems {

    /** Their words in a manifest. */
    public static final List<String> NAMES = Stream.of(
                    VolumeDriver.SUBSYSTEM,
                    NetworkDriver.SUBSYSTEM,
                    IpamDriver.SUBSYSTEM,
                    AuthzDriver.SUBSYSTEM,
                    LogDriver.SUBSYSTEM,
                    GraphDriver.SUBSYSTEM,
                    MetricsDriver.SUBSYSTEM,
                    SecretDriver.SUBSYSTEM)
            .map(Subsystem::name)
            .toList();

    private Subsystems() {}
}
