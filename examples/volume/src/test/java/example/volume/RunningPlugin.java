package example.volume;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jackplug.host.Directories;
import dev.jackplug.host.Plugins;
import dev.jackplug.protocol.volume.CreateRequest;
import dev.jackplug.protocol.volume.GetRequest;
import dev.jackplug.protocol.volume.MountRequest;
import dev.jackplug.protocol.volume.RemoveRequest;
import dev.jackplug.protocol.volume.UnmountRequest;
import dev.jackplug.protocol.volume.Volume;
import dev.jackplug.protocol.volume.VolumeDriver;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The plugin in a process of its own, and a host that talks to it. */
final class RunningPlugin {

    final Path sockets;
    final Path root;
    private final Plugins plugins;
    private Process process;
    private String greeting = "";

    RunningPlugin(Path folder) throws IOException {
        this.sockets = folder.resolve("s");
        this.root = folder.resolve("root");
        this.process = started(Map.of());
        this.plugins = Plugins.builder()
                .directories(new Directories(List.of(sockets), List.of()))
                .build();
    }

    /** Starts it once more, with other environment variables. */
    void restart(Map<String, String> environment) throws IOException {
        process = started(environment);
    }

    private Process started(Map<String, String> environment) throws IOException {
        Process plugin =
                java(environment, "--name", "vols", "--sockets", sockets.toString(), "--root", root.toString());
        BufferedReader output = plugin.inputReader(StandardCharsets.UTF_8);
        greeting = String.valueOf(output.readLine());
        return plugin;
    }

    static Process java(Map<String, String> environment, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        return builder.start();
    }

    /** The line it says when it listens. */
    String greeting() {
        return greeting;
    }

    void kill() throws InterruptedException {
        process.destroyForcibly();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    }

    /** Asks it to stop, as systemd does, and answers its exit code. */
    int terminate() throws InterruptedException {
        process.destroy();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    private VolumeDriver driver() {
        return plugins.driver("vols", VolumeDriver.SUBSYSTEM);
    }

    void create(String name, Map<String, String> options) {
        driver().create(new CreateRequest(name, options));
    }

    void remove(String name) {
        driver().remove(new RemoveRequest(name));
    }

    Path mount(String name, String id) {
        return Path.of(driver().mount(new MountRequest(name, id)).mountpoint());
    }

    void unmount(String name, String id) {
        driver().unmount(new UnmountRequest(name, id));
    }

    Volume get(String name) {
        return driver().get(new GetRequest(name)).found().orElseThrow();
    }

    List<String> names() {
        return driver().list().volumes().stream().map(Volume::name).sorted().toList();
    }

    void stop() throws InterruptedException {
        plugins.close();
        kill();
    }
}
