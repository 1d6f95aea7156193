package example.authz;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** Looks for directories of the machine that come disguised as volumes. */
record VolumeCheck(Rules rules) {

    Optional<String> check(HostConfig.Volume volume) {
        return check(volume.driver(), volume.driverOpts());
    }

    /** The local driver mounts whatever its options say; other drivers are plugins, and answer for themselves. */
    Optional<String> check(String driver, Map<String, String> options) {
        String device = options.getOrDefault("device", "");
        boolean local = driver.isEmpty() || driver.equals("local");
        if (!local || device.isEmpty()) {
            return Optional.empty();
        }
        if (bind(options.getOrDefault("o", ""))) {
            return path(device);
        }
        return options.getOrDefault("type", "").equals("tmpfs")
                ? Optional.empty()
                : Optional.of("a volume of device " + device + " is not allowed here");
    }

    Optional<String> path(String source) {
        return rules.allowsMount(source)
                ? Optional.empty()
                : Optional.of("host path " + source + " is not allowed here");
    }

    private static boolean bind(String flags) {
        return Arrays.stream(flags.split(",")).map(String::strip).anyMatch(flag -> flag.matches("(?i)r?bind"));
    }
}
