package example.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jackplug.host.Directories;
import dev.jackplug.host.Plugin;
import dev.jackplug.host.Plugins;
import dev.jackplug.host.network.NetworkHost;
import dev.jackplug.protocol.network.NetworkDriver;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The plugin in a process of its own, and a host that talks to it. In the place of {@code ip} is a script that keeps a file for
 * each interface, so that neither root nor a network is needed; what the real one makes is tested with dockerd.
 */
final class RunningPlugin {

    private static final String SCRIPT = """
            #!/bin/sh
            cd '%s' || exit 1
            echo "$*" >>commands
            case "$*" in
                'link show dev '*) [ -e "links/$4" ] ;;
                'link add name '*' type bridge') : >"links/$4" ;;
                'link add name '*' type veth '*) : >"links/$4" ;;
                'link delete dev '*) exec /bin/rm "links/$4" ;;
            esac
            """;

    final Path folder;
    final Path sockets;
    private final Plugins plugins;
    private Process process;
    private String greeting = "";

    RunningPlugin(Path folder) throws IOException {
        this.folder = folder;
        this.sockets = folder.resolve("s");
        Files.createDirectories(folder.resolve("links"));
        script(SCRIPT.formatted(folder));
        restart();
        this.plugins = Plugins.builder()
                .directories(new Directories(List.of(sockets), List.of()))
                .build();
    }

    /** Puts another script in the place of {@code ip}. */
    void script(String text) throws IOException {
        Path ip = Files.createDirectories(folder.resolve("bin")).resolve("ip");
        Files.writeString(ip, text);
        Files.setPosixFilePermissions(ip, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    void restart() throws IOException {
        process = java(
                "--name",
                "nets",
                "--sockets",
                sockets.toString(),
                "--root",
                folder.resolve("root").toString());
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        greeting = String.valueOf(output.readLine());
    }

    /** Another process of the same program, whose {@code ip} is the script. */
    Process java(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("PATH", folder.resolve("bin").toString());
        return builder.start();
    }

    /** The line it says when it listens. */
    String greeting() {
        return greeting;
    }

    /** A host that uses the plugin for networks and addresses. */
    NetworkHost host() {
        Plugin plugin = plugins.get("nets", NetworkDriver.SUBSYSTEM);
        return NetworkHost.of(plugin, plugin);
    }

    List<String> links() throws IOException {
        try (Stream<Path> links = Files.list(folder.resolve("links"))) {
            return links.map(link -> link.getFileName().toString()).sorted().toList();
        }
    }

    List<String> commands() throws IOException {
        return Files.readAllLines(folder.resolve("commands"));
    }

    void kill() throws InterruptedException {
        process.destroyForcibly();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    }

    void stop() throws InterruptedException {
        plugins.close();
        kill();
    }
}
