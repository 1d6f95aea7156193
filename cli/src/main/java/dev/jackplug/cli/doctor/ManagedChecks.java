package dev.jackplug.cli.doctor;

import dev.jackplug.cli.managed.DockerEngine;
import dev.jackplug.cli.managed.ManagedPlugin;
import dev.jackplug.internal.socket.Sockets;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks at the managed plugins of a Docker Engine. */
final class ManagedChecks {

    /** The machine of a program, by its number in an ELF file. */
    private static final Map<Integer, String> MACHINES = Map.of(
            3, "i386", 8, "mips", 20, "ppc", 21, "ppc64", 22, "s390x", 40, "arm", 62, "amd64", 183, "aarch64", 243,
            "riscv64");

    private final DockerEngine engine;

    ManagedChecks(DockerEngine engine) {
        this.engine = engine;
    }

    List<Finding> all(List<ManagedPlugin> plugins) {
        List<Finding> findings = new ArrayList<>();
        Optional<Path> folder = plugins.isEmpty() ? Optional.empty() : folder();
        plugins.forEach(plugin -> {
            folder.ifPresent(at -> architecture(plugin, at, findings));
            mounts(plugin, findings);
            state(plugin, findings);
        });
        return findings;
    }

    private Optional<Path> folder() {
        try {
            return Optional.of(engine.folder());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** A program of another machine cannot be started: {@code exec format error}, which no client gets to see. */
    private static void architecture(ManagedPlugin plugin, Path folder, List<Finding> findings) {
        if (plugin.config().entrypoint().isEmpty()) {
            return;
        }
        try {
            Path root = folder.resolve(plugin.id()).resolve("rootfs");
            Path program = root.resolve(plugin.config().entrypoint().get(0).replaceFirst("^/+", ""));
            String machine = machine(program);
            String own = System.getProperty("os.arch");
            if (!machine.isEmpty() && !machine.equals(own)) {
                findings.add(new Finding(
                        Code.MANAGED_ARCHITECTURE,
                        plugin.name(),
                        "The plugin is made for another processor",
                        program + " is for " + machine + ", and this machine is " + own,
                        "docker plugin rm -f " + plugin.name() + " # and install the one for " + own));
            }
        } catch (IOException e) {
            // Not ours to read: the engine's folder is root's.
        }
    }

    private static String machine(Path program) throws IOException {
        try (InputStream in = Files.newInputStream(program)) {
            byte[] head = in.readNBytes(20);
            boolean elf = head.length == 20 && head[0] == 0x7F && head[1] == 'E' && head[2] == 'L' && head[3] == 'F';
            int first = head.length == 20 ? head[18] & 0xFF : 0;
            int second = head.length == 20 ? head[19] & 0xFF : 0;
            boolean little = elf && head[5] == 1;
            int number = little ? first | second << 8 : second | first << 8;
            return elf ? MACHINES.getOrDefault(number, "machine " + number) : "";
        }
    }

    private void mounts(ManagedPlugin plugin, List<Finding> findings) {
        for (ManagedPlugin.Mount mount : plugin.settings().mounts()) {
            String source = mount.source();
            if (source == null || source.isEmpty()) {
                findings.add(mount(
                        plugin,
                        "The plugin cannot be enabled before somebody says which folder it is to see",
                        "mount " + mount.name() + " has no source",
                        "docker plugin set " + plugin.name() + " " + mount.name() + ".source=/a/folder"));
            } else if (mount.type().equals("bind") && !Files.exists(Path.of(source))) {
                findings.add(mount(
                        plugin,
                        "A folder that the plugin is to see does not exist",
                        "mount " + mount.name() + ": " + source + " is not there",
                        "mkdir -p " + Shell.quote(source)));
            }
        }
    }

    private static Finding mount(ManagedPlugin plugin, String cause, String evidence, String fix) {
        return new Finding(Code.MANAGED_MOUNT, plugin.name(), cause, evidence, fix);
    }

    private static void state(ManagedPlugin plugin, List<Finding> findings) {
        if (!plugin.enabled()) {
            findings.add(new Finding(
                    Code.MANAGED_DISABLED,
                    plugin.name(),
                    "The managed plugin is disabled, and dockerd looks no further under its name",
                    "the engine says Enabled: false",
                    "docker plugin enable " + plugin.name()));
        } else if (!listens(plugin.socket())) {
            findings.add(new Finding(
                    Code.MANAGED_DEAD_SOCKET,
                    plugin.name(),
                    "The engine says that the plugin is enabled, and nobody listens on its socket",
                    Look.at(plugin.socket()),
                    "docker plugin disable -f " + plugin.name() + " && docker plugin enable " + plugin.name()));
        }
    }

    private static boolean listens(Path socket) {
        try {
            return Sockets.somebodyListens(socket);
        } catch (IOException e) {
            return false;
        }
    }
}
