package dev.jackplug.cli.doctor;

import dev.jackplug.host.Directories;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the doctor looks at beside the directories of plugins.
 *
 * @param proc where the kernel tells which process listens where
 * @param elsewhere directories that are somebody else's: of another user's rootless engine, of the rootful one
 * @param containersConf podman's tables of plugins, the most important last
 * @param engine the socket of a Docker Engine whose managed plugins are looked at too
 */
public record Surroundings(Path proc, List<Path> elsewhere, List<Path> containersConf, Optional<Path> engine) {

    private static final Path PROC = Path.of("/proc");
    private static final Path ENGINE = Path.of("/var/run/docker.sock");

    public Surroundings {
        elsewhere = List.copyOf(elsewhere);
        containersConf = List.copyOf(containersConf);
    }

    /** This machine's. */
    public static Surroundings ofThisMachine(Directories directories) {
        return new Surroundings(PROC, others(directories), podman(), Optional.of(named().orElse(ENGINE)));
    }

    /** For directories that the user named: of the rest only what environment variables name. */
    public static Surroundings named(Directories directories) {
        List<Path> podman = variable("CONTAINERS_CONF").map(Path::of).stream().toList();
        return new Surroundings(PROC, List.of(), podman, named());
    }

    private static Optional<Path> named() {
        return variable("DOCKER_HOST")
                .filter(host -> host.startsWith("unix://"))
                .map(host -> Path.of(host.substring("unix://".length())));
    }

    /** Where plugins of rootless engines are announced, and of the rootful one, without those looked in anyway. */
    private static List<Path> others(Directories directories) {
        Path home = Path.of(System.getProperty("user.home", "/"));
        Path config = variable("XDG_CONFIG_HOME").map(Path::of).orElse(home.resolve(".config"));
        List<Path> all = new ArrayList<>(List.of(
                Path.of("/etc/docker/plugins"),
                Path.of("/usr/lib/docker/plugins"),
                Path.of("/var/lib/docker/plugins"),
                config.resolve("docker/plugins"),
                home.resolve(".local/lib/docker/plugins")));
        variable("XDG_RUNTIME_DIR").map(at -> Path.of(at, "docker", "plugins")).ifPresent(all::add);
        all.removeAll(directories.sockets());
        all.removeAll(directories.specs());
        return all;
    }

    /** Podman reads all of these, the later ones over the earlier ones; one variable replaces them. */
    private static List<Path> podman() {
        Path home = Path.of(System.getProperty("user.home", "/"));
        Path config = variable("XDG_CONFIG_HOME").map(Path::of).orElse(home.resolve(".config"));
        return variable("CONTAINERS_CONF")
                .map(file -> List.of(Path.of(file)))
                .orElse(List.of(
                        Path.of("/usr/share/containers/containers.conf"),
                        Path.of("/etc/containers/containers.conf"),
                        config.resolve("containers/containers.conf")));
    }

    private static Optional<String> variable(String name) {
        return Optional.ofNullable(System.getenv(name)).filter(value -> !value.isEmpty());
    }
}
