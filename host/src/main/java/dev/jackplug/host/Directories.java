package dev.jackplug.host;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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
            String variable = environment.apply("ProgramData");
            Path data = Path.of(variable.isEmpty() ? "C:\\ProgramData" : variable, "docker", "plugins");
            return new Directories(List.of(SOCKETS), List.of(data));
        }
        if (environment.apply("ROOTLESSKIT_STATE_DIR").isEmpty()) {
            return new Directories(List.of(SOCKETS), List.of(ETC, LIB));
        }
        return new Directories(List.of(SOCKETS), rootless(environment, passwdHome));
    }

    /** What moby means to do; its condition is inverted (W-06). */
    private static List<Path> rootless(UnaryOperator<String> environment, String passwdHome) {
        Optional<Path> home = absolute(environment.apply("HOME")).or(() -> absolute(passwdHome));
        Optional<Path> config =
                absolute(environment.apply("XDG_CONFIG_HOME")).or(() -> home.map(at -> at.resolve(".config")));
        return List.of(
                config.map(at -> at.resolve("docker/plugins")).orElse(ETC),
                home.map(at -> at.resolve(".local/lib/docker/plugins")).orElse(LIB));
    }

    /** A path that does not depend on where this JVM was started; without a home, Java says {@code ?}. */
    private static Optional<Path> absolute(String path) {
        return Optional.of(Path.of(path)).filter(Path::isAbsolute);
    }
}
