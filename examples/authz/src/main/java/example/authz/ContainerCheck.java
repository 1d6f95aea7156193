package example.authz;

import static example.authz.GuardPolicy.need;

import example.authz.HostConfig.Mount;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Looks for the ways out of a container. What it answers is the first objection. */
record ContainerCheck(Rules rules) {

    private static final Set<String> LOG_OPTIONS = Set.of(
            "max-size",
            "max-file",
            "compress",
            "mode",
            "max-buffer-size",
            "labels",
            "labels-regex",
            "env",
            "env-regex",
            "tag");

    Optional<String> check(HostConfig.Create create) {
        return first(create.networkingConfig().endpointsConfig().keySet().stream(), this::network)
                .or(() -> check(create.hostConfig()));
    }

    Optional<String> check(HostConfig.Exec exec) {
        return unless(!exec.privileged(), "privileged", "a privileged command");
    }

    Optional<String> check(HostConfig config) {
        return unless(!config.privileged(), "privileged", "a privileged container")
                .or(() -> first(config.binds().stream(), this::bind))
                .or(() -> first(config.mounts().stream(), this::mount))
                .or(() -> first(config.capAdd().stream(), this::capability))
                .or(() -> first(config.devices().stream(), device -> device(device.pathOnHost())))
                .or(() -> first(limited(config), limit -> device(limit.path())))
                .or(() -> unless(noDeviceRules(config), "device-rules", "a rule or request for devices"))
                .or(() -> unless(confined(config), "unconfined", "a security option that unconfines"))
                .or(() -> first(config.logConfig().config().keySet().stream(), this::logOption))
                .or(() -> namespaces(config));
    }

    private static <T> Optional<String> first(Stream<T> parts, Function<T, Optional<String>> check) {
        return parts.flatMap(part -> check.apply(part).stream()).findFirst();
    }

    private Optional<String> unless(boolean fine, String word, String what) {
        return fine ? Optional.empty() : need(rules, word, what);
    }

    /** What stands before the colon is a path of the machine or the name of a volume; without a colon there is neither. */
    private Optional<String> bind(String bind) {
        String[] parts = bind.split(":", 2);
        return parts.length > 1 && parts[0].startsWith("/") ? new VolumeCheck(rules).path(parts[0]) : Optional.empty();
    }

    private Optional<String> mount(Mount mount) {
        VolumeCheck volumes = new VolumeCheck(rules);
        return switch (mount.type()) {
            case "bind" -> volumes.path(mount.source());
            case "volume" ->
                volumes.check(
                        mount.volumeOptions().driverConfig().name(),
                        mount.volumeOptions().driverConfig().options());
            case "tmpfs", "image" -> Optional.empty();
            default -> Optional.of("a mount of type \"" + mount.type() + "\" is not allowed here");
        };
    }

    private Optional<String> capability(String name) {
        return rules.allowsCapability(name)
                ? Optional.empty()
                : Optional.of("capability " + name + " is not allowed here");
    }

    private Optional<String> device(String path) {
        return rules.allowsDevice(path) ? Optional.empty() : Optional.of("device " + path + " is not allowed here");
    }

    private static Stream<HostConfig.Limit> limited(HostConfig config) {
        return Stream.of(
                        config.blkioWeightDevice(),
                        config.blkioDeviceReadBps(),
                        config.blkioDeviceWriteBps(),
                        config.blkioDeviceReadIOps(),
                        config.blkioDeviceWriteIOps())
                .flatMap(List::stream);
    }

    private static boolean noDeviceRules(HostConfig config) {
        return config.deviceRequests().isEmpty() && config.deviceCgroupRules().isEmpty();
    }

    private static boolean confined(HostConfig config) {
        return config.securityOpt().stream().allMatch(option -> option.matches("no-new-privileges([=:](true|false))?"))
                && config.maskedPaths() == null
                && config.readonlyPaths() == null
                && config.annotations().isEmpty();
    }

    /** The others name sockets, addresses and files, which the engine opens as root and outside of the container. */
    private Optional<String> logOption(String name) {
        return unless(LOG_OPTIONS.contains(name), "log-options", "log option " + name);
    }

    private Optional<String> namespaces(HostConfig config) {
        List<String> words = List.of("pid", "ipc", "uts", "user", "cgroup");
        List<String> modes = List.of(
                config.pidMode(), config.ipcMode(), config.utsMode(), config.usernsMode(), config.cgroupnsMode());
        Stream<String> shared =
                words.stream().filter(word -> modes.get(words.indexOf(word)).equals("host"));
        return network(config.networkMode()).or(() -> first(shared, this::namespace));
    }

    /** The engine takes ids for names, and that of the host's network is not known here. */
    Optional<String> network(String mode) {
        return mode.equals("host") || mode.matches("[0-9a-f]+") ? namespace("network") : Optional.empty();
    }

    private Optional<String> namespace(String word) {
        return need(rules, "host-" + word, "the machine's own " + word + " namespace");
    }
}
