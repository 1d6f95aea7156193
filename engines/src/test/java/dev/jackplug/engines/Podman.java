package dev.jackplug.engines;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;

/** A podman with private storage. It has no daemon, so each command is a process that shakes hands anew. */
final class Podman extends Engine {
    private final TreeSet<String> plugins = new TreeSet<>();

    private Podman(EngineRoom room) throws IOException {
        super(room);
        writeConfig();
    }

    static Podman start() throws IOException, InterruptedException {
        EngineRoom room = EngineRoom.open();
        try {
            Podman podman = new Podman(room);
            podman.prepare("{{.Client.Version}}");
            return podman;
        } catch (IOException | InterruptedException | RuntimeException | Error e) {
            room.close();
            throw e;
        }
    }

    @Override
    String program() {
        return "podman";
    }

    @Override
    List<String> command() {
        String command =
                "/usr/bin/env -u DOCKER_CONFIG CONTAINERS_CONF=%s PODMAN_IGNORE_CGROUPSV1_WARNING=1 /usr/bin/podman"
                        + " --root %s --runroot %s --tmpdir %s --cgroup-manager cgroupfs --events-backend file"
                        + " --storage-driver vfs --runtime crun";
        Path[] places = {config(), room().own("root"), room().own("run"), room().own("tmp")};
        return List.of(command.formatted((Object[]) places).split(" "));
    }

    @Override
    List<String> imports(String file) {
        return List.of("import", "--quiet", file, IMAGE);
    }

    @Override
    void introduce(String plugin) throws IOException {
        plugins.add(plugin);
        writeConfig();
    }

    /** What a reboot takes from it are the folders that belong in memory. */
    @Override
    void restart() throws IOException, InterruptedException {
        room().runWell(
                        "rm",
                        "-rf",
                        room().own("run").toString(),
                        room().own("tmp").toString());
    }

    private void writeConfig() throws IOException {
        StringBuilder text = new StringBuilder("[engine]\n[engine.volume_plugins]\n");
        plugins.forEach(name -> text.append("%s = \"/run/docker/plugins/%s.sock\"\n".formatted(name, name)));
        Files.writeString(config(), text);
    }

    private Path config() {
        return room().own("containers.conf");
    }
}
