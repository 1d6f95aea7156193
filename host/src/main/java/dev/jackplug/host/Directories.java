package dev.jackplug.host;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * Where plugins are looked for (protocol §1.1). Immutable.
 *
 * @param sockets the directories of sockets
 * @param specs the directories of {@code .spec} and {@code .json} files, most important first
 */
public record Directories(List<Path> sockets, List<Path> specs) {

    private static final Path SOCKETS = Path.of("/run/docker/plugins");
    private static final Path ETC = Path.of("/etc/docker/plugins");
    private static final Path LIB = Path.of("/usr/lib/docker/plugins");

    public Directories {
        sockets = List.copyOf(sockets);
        specs = List.copyOf(specs);
    }

    /** Docker's own directories on this machine, rootless and Windows locations included. */
    public static Directories ofDocker() {
        return ofDocker(
                name -> {
                    String value = System.getenv(name);
                    return value == null ? "" : value;
                },
                System.getProperty("os.name"),
                System.getProperty("user.home", ""));
    }

    /** The same for a given environment; a variable that is not set is empty. */
    static Directories ofDocker(UnaryOperator<String> environment, String system, String passwdHome) {
        if (system.toLowerCase(Locale.ROOT).startsWith("windows")) {
            Path data = Path.of(environment.apply("ProgramData"), "docker", "plugins");
            return new Directories(List.of(SOCKETS), List.of(data));
        }
        if (environment.apply("ROOTLESSKIT_STATE_DIR").isEmpty()) {
            return new Directories(List.of(SOCKETS), List.of(ETC, LIB));
        }
        return new Directories(List.of(SOCKETS), rootless(environment, passwdHome));
    }

    /** What moby means to do; its condition is inverted (W-06). */
    private static List<Path> rootless(UnaryOperator<String> environment, String passwdHome) {
        String variable = environment.apply("HOME");
        String home = variable.isEmpty() ? passwdHome : variable;
        String config = environment.apply("XDG_CONFIG_HOME");
        Path first = !config.isEmpty() ? Path.of(config) : home.isEmpty() ? null : Path.of(home, ".config");
        return List.of(
                first == null ? ETC : first.resolve("docker/plugins"),
                home.isEmpty() ? LIB : Path.of(home, ".local/lib/docker/plugins"));
    }
}
