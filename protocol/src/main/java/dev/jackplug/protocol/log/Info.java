package dev.jackplug.protocol.log;

import dev.jackplug.protocol.Key;
import dev.jackplug.protocol.Redacted;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The container whose output is logged.
 *
 * @param config every {@code --log-opt}, those that dockerd itself acts on ({@code mode}, {@code max-buffer-size}, {@code
 *     cache-*}) among them
 * @param containerId 64 hex digits from dockerd
 * @param containerName begins with a slash
 * @param containerEntrypoint the program
 * @param containerArgs its arguments
 * @param containerImageId digest of the image
 * @param containerImageName the image as the user named it
 * @param containerCreated when the container was made; null when the host does not say
 * @param containerEnv {@code NAME=VALUE} each
 * @param containerLabels the container's labels
 * @param logPath empty for plugins
 * @param daemonName {@code docker}
 */
public record Info(
        Map<String, String> config,
        @Key("ContainerID") String containerId,
        String containerName,
        String containerEntrypoint,
        List<String> containerArgs,
        @Key("ContainerImageID") String containerImageId,
        String containerImageName,
        @Nullable Instant containerCreated,
        List<String> containerEnv,
        Map<String, String> containerLabels,
        String logPath,
        String daemonName) {

    public Info {
        config = Redacted.copyOf(config);
        containerArgs = List.copyOf(containerArgs);
        containerEnv = List.copyOf(containerEnv);
        containerLabels = Redacted.copyOf(containerLabels);
    }

    /** Shows the names of options and labels, and neither arguments nor environment: values may be secrets. */
    @Override
    public String toString() {
        return "Info[containerId=" + containerId + ", containerName=" + containerName + ", containerImageName="
                + containerImageName + ", config=" + config + ", containerLabels=" + containerLabels + "]";
    }

    /** A container of which only id, name and options are known. */
    public static Info of(String containerId, String containerName, Map<String, String> config) {
        return new Info(
                config, containerId, containerName, "", List.of(), "", "", null, List.of(), Map.of(), "", "docker");
    }
}
