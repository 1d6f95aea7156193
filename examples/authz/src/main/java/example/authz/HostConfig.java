package example.authz;

import dev.jackplug.protocol.Key;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a container wants of the machine: the keys of the engine's {@code HostConfig} by which it could leave its cage. A list
 * whose absence means something else than its emptiness is an object here, null when it is absent.
 */
record HostConfig(
        boolean privileged,
        List<String> binds,
        List<Mount> mounts,
        List<String> capAdd,
        List<Device> devices,
        List<Object> deviceRequests,
        List<String> deviceCgroupRules,
        List<Limit> blkioWeightDevice,
        List<Limit> blkioDeviceReadBps,
        List<Limit> blkioDeviceWriteBps,
        List<Limit> blkioDeviceReadIOps,
        List<Limit> blkioDeviceWriteIOps,
        List<String> securityOpt,
        @Nullable Object maskedPaths,
        @Nullable Object readonlyPaths,
        Map<String, String> annotations,
        LogConfig logConfig,
        String networkMode,
        String pidMode,
        String ipcMode,
        @Key("UTSMode") String utsMode,
        String usernsMode,
        String cgroupnsMode) {

    /** One of {@code Mounts}. */
    record Mount(String type, String source, VolumeOptions volumeOptions) {}

    /** What a mount says of the volume that it may have to make. */
    record VolumeOptions(DriverConfig driverConfig) {}

    /** The driver of such a volume. */
    record DriverConfig(String name, Map<String, String> options) {}

    /** Where the output goes. */
    record LogConfig(Map<String, String> config) {}

    /** One of {@code Devices}. */
    record Device(String pathOnHost) {}

    /** A limit for a device of the machine. The engine looks whether there is such a file, and tells. */
    record Limit(String path) {}

    /** A request to make a container: the usual place of its HostConfig. Others have it at top level. */
    record Create(HostConfig hostConfig, Networking networkingConfig) {}

    /** The networks that a container joins, by name. */
    record Networking(Map<String, Object> endpointsConfig) {}

    /** A request to run a command in a container. */
    record Exec(boolean privileged) {}

    /** A request to make a volume. */
    record Volume(
            String driver,
            Map<String, String> driverOpts,
            @Nullable Object clusterVolumeSpec) {}
}
