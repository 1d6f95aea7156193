package example.authz;

import static example.authz.GuardPolicy.need;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks for directories of the machine that come disguised as volumes. */
record VolumeCheck(Rules rules) {

    Optional<String> check(HostConfig.Volume volume) {
        return volume.clusterVolumeSpec() == null
                ? check(volume.driver(), volume.driverOpts())
                : need(rules, "swarm", "a change of the swarm");
    }

    /** The local driver mounts whatever its options say; other drivers are plugins, and answer for themselves. */
    Optional<String> check(String driver, Map<String, String> options) {
        String device = options.getOrDefault("device", "");
        boolean local = driver.isEmpty() || driver.equals("local");
        if (!local || device.isEmpty()) {
            return Optional.empty();
        }
        if (bind(options.getOrDefault("o", ""))) {
            return goesUp(device) ? denied(device) : path(device);
        }
        return options.getOrDefault("type", "").equals("tmpfs")
                ? Optional.empty()
                : Optional.of("a volume of device " + device + " is not allowed here");
    }

    Optional<String> path(String source) {
        return rules.allowsMount(source) ? Optional.empty() : denied(source);
    }

    /** The kernel gets a device as it stands, and follows links before it goes up: from "link/.." to anywhere. */
    private static boolean goesUp(String device) {
        return List.of(device.split("/")).contains("..");
    }

    private static Optional<String> denied(String source) {
        return Optional.of("host path " + source + " is not allowed here");
    }

    private static boolean bind(String flags) {
        return Arrays.stream(flags.split(",")).map(String::strip).anyMatch(flag -> flag.matches("(?i)r?bind"));
    }
}
