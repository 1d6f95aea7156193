package dev.jackplug.tck.conformance.plugin;

import static dev.jackplug.tck.conformance.plugin.Rule.runs;

import dev.jackplug.tck.internal.NotJudged;
import dev.jackplug.tck.internal.Violation;
import java.io.File;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a plugin must do with its socket, started and stopped (protocol §5.2, §5.4, §5.5). */
final class SocketRules {

    private static final String ACTIVATOR = "systemd-socket-activate";

    static final Rule STARTS =
            runs("", "starts", "Its command starts it, and it answers at its socket", "§8 #98, §5.2", plugin -> {
                plugin.starts();
                return "answers at " + plugin.launch().socket();
            });

    static final List<Rule> ROWS = List.of(
            runs("", "socket-mode", "Its socket is for its owner and group only", "§8 #100, §5.2", SocketRules::mode),
            runs("", "sigterm-ends", "It ends within 10 s after SIGTERM", "§5.5", plugin -> {
                Launch launch = stopped(plugin);
                return "SIGTERM: " + launch.state();
            }),
            runs("", "sigterm-removes-socket", "It removes its socket at SIGTERM", "§8 #101, §5.5", plugin -> {
                Launch launch = stopped(plugin);
                if (Files.exists(launch.socket())) {
                    throw new Violation("the socket file is still there after SIGTERM: " + launch.state());
                }
                return "SIGTERM: the socket file is gone";
            }),
            runs("", "restart", "It answers after a restart, with the same subsystems", "§5.1, §5.5", plugin -> {
                stopped(plugin);
                return answersAsBefore(plugin);
            }),
            runs("", "stale-socket", "It replaces a socket file that nobody listens at", "§8 #99, §5.2", plugin -> {
                plugin.starts();
                plugin.launch().kill();
                leaveStaleSocket(plugin.launch().socket());
                plugin.launch().start();
                return answersAsBefore(plugin);
            }),
            runs(
                    "",
                    "handed-socket",
                    "It serves the socket that systemd hands it, and leaves its file alone",
                    "§8 #102, §5.4",
                    SocketRules::handedOver),
            runs(
                    "",
                    "handed-to-another",
                    "It ignores a socket that systemd hands to another process",
                    "§8 #103, §5.4",
                    SocketRules::handedToAnother),
            runs(
                    "",
                    "handed-two-sockets",
                    "Two sockets from systemd are an error",
                    "§8 #104, §5.4",
                    SocketRules::handedTwo));

    private SocketRules() {}

    /** The writers matter most: who may not write cannot connect. That the group may is not needed. */
    private static String mode(Subject plugin) throws IOException {
        plugin.starts();
        Launch launch = plugin.launch();
        Set<PosixFilePermission> mode = Files.getPosixFilePermissions(launch.socket());
        String shown = PosixFilePermissions.toString(mode) + " " + launch.socket();
        if (mode.contains(PosixFilePermission.OTHERS_WRITE)) {
            throw new Violation(shown + ": anybody can connect");
        }
        if (mode.contains(PosixFilePermission.OTHERS_READ) || mode.contains(PosixFilePermission.OTHERS_EXECUTE)) {
            throw new Violation(shown + ": not only for owner and group, as a mode is that the umask made");
        }
        return shown;
    }

    private static Launch stopped(Subject plugin) throws IOException {
        plugin.starts();
        Launch launch = plugin.launch();
        if (!launch.stops()) {
            String state = launch.state();
            launch.kill();
            throw new Violation("10 s after SIGTERM " + state);
        }
        return launch;
    }

    private static String answersAsBefore(Subject plugin) throws IOException {
        Heard heard = plugin.starts().succeeded();
        return heard.when(
                Set.copyOf(heard.list("Implements")).equals(Set.copyOf(plugin.implemented())), "others before");
    }

    /** The JDK leaves the file when it closes the socket, as a process does that is killed. */
    private static void leaveStaleSocket(Path socket) throws IOException {
        Files.deleteIfExists(socket);
        try (ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.bind(UnixDomainSocketAddress.of(socket));
        }
    }

    private static String handedOver(Subject plugin) throws IOException {
        List<String> before = activator();
        Launch launch = stopped(plugin);
        Path socket = launch.socket();
        Files.deleteIfExists(socket);
        before.addAll(List.of("--listen", socket.toString()));
        launch.start(before, Map.of());
        try {
            // Its first connection starts the plugin.
            if (!launch.comesUp()) {
                throw new NotJudged(ACTIVATOR + " does not run here: " + launch.state());
            }
            String file = key(socket);
            Heard heard = plugin.starts().succeeded();
            boolean ended = launch.stops();
            String left = Files.exists(socket) ? key(socket).equals(file) ? "" : "another file or mode" : "no file";
            if (!ended || !left.isEmpty()) {
                throw new Violation("after SIGTERM there is " + left + " at " + socket + ", and " + launch.state());
            }
            return heard + "; after SIGTERM the file is still there";
        } finally {
            launch.kill();
            Files.deleteIfExists(socket);
        }
    }

    /** Which file it is, and its mode. */
    private static String key(Path socket) throws IOException {
        PosixFileAttributes attributes = Files.readAttributes(socket, PosixFileAttributes.class);
        return attributes.fileKey() + " " + PosixFilePermissions.toString(attributes.permissions());
    }

    /** The words that come before those of the plugin; systemd's tool passes on only the variables that it is told of. */
    private static List<String> activator() {
        for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
            if (Files.isExecutable(Path.of(folder, ACTIVATOR))) {
                List<String> words =
                        new ArrayList<>(List.of(ACTIVATOR, "-E", "JACKPLUG_SOCKET", "-E", "JACKPLUG_SOCKETS"));
                System.getenv().keySet().stream()
                        .filter(name -> name.matches("[A-Za-z_][A-Za-z0-9_]*"))
                        .forEach(name -> words.addAll(List.of("-E", name)));
                return words;
            }
        }
        throw new NotJudged("there is no " + ACTIVATOR + " on this machine");
    }

    private static String handedToAnother(Subject plugin) throws IOException {
        Launch launch = stopped(plugin);
        Files.deleteIfExists(launch.socket());
        launch.start(List.of(), Map.of("LISTEN_PID", "1", "LISTEN_FDS", "1"));
        if (!launch.comesUp()) {
            throw new Violation("with LISTEN_PID=1 and LISTEN_FDS=1 " + launch.state());
        }
        return "with LISTEN_PID=1 and LISTEN_FDS=1 " + answersAsBefore(plugin);
    }

    private static String handedTwo(Subject plugin) throws IOException {
        Launch launch = stopped(plugin);
        Files.deleteIfExists(launch.socket());
        String hand = "export LISTEN_PID=$$ LISTEN_FDS=2; exec \"$@\" 3</dev/null 4</dev/null";
        launch.start(List.of("sh", "-c", hand, "sh"), Map.of());
        boolean up = launch.comesUp();
        String state = "with LISTEN_FDS=2 for it " + launch.state();
        if (up || !launch.ends(Launch.STOP) || launch.status() == 0) {
            launch.kill();
            throw new Violation(state);
        }
        return state;
    }
}
