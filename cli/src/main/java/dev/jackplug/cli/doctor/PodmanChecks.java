package dev.jackplug.cli.doctor;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.toml.TomlMapper;

/** Looks at podman's own table of plugins, which it has instead of directories (protocol §1.8). */
final class PodmanChecks {

    /** Where a plugin listens, and the file that says so. */
    private record Line(Path socket, Path file) {}

    private static final TomlMapper TOML = new TomlMapper();

    private final Scene scene;
    private final Map<String, Line> table = new LinkedHashMap<>();

    PodmanChecks(Scene scene, List<Path> files) {
        this.scene = scene;
        files.stream().filter(Files::isReadable).forEach(this::read);
    }

    private void read(Path file) {
        try {
            JsonNode plugins = TOML.readTree(file).path("engine").path("volume_plugins");
            plugins.properties()
                    .forEach(row -> table.put(
                            row.getKey(), new Line(Path.of(row.getValue().asString("")), file)));
        } catch (JacksonException | InvalidPathException e) {
            // Podman says itself what it cannot read; plugins of dockerd do not depend on it.
        }
    }

    List<Finding> all() {
        List<Finding> findings = new ArrayList<>();
        table.forEach((name, line) -> {
            if (!Scene.isSocket(line.socket())) {
                findings.add(dead(name, line));
            } else if (!scene.announces(name)) {
                findings.add(only(name, line));
            }
        });
        return findings;
    }

    private Finding dead(String name, Line line) {
        String key = "^[[:space:]]*\"\\{0,1\\}" + name.replaceAll("[^A-Za-z0-9_-]", ".") + "\"\\{0,1\\}[[:space:]]*=";
        return new Finding(
                Code.PODMAN_DEAD_PATH,
                name,
                "podman's table names a socket that is not there: podman fails with this plugin",
                line.file() + " says " + line.socket(),
                "sed -i " + Shell.quote("/" + key + "/s/^/#/") + " " + Shell.quote(line.file()));
    }

    private Finding only(String name, Line line) {
        return new Finding(
                Code.PODMAN_ONLY,
                name,
                "podman's table has the plugin, and no file announces it to other hosts such as dockerd",
                line.file() + " says " + line.socket(),
                scene.announce(name, "unix://" + line.socket()).orElse(""));
    }
}
