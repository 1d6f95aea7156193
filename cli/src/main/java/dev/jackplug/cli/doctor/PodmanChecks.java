package dev.jackplug.cli.doctor;

import com.electronwill.nightconfig.core.Config;
import com.electronwill.nightconfig.core.io.ParsingException;
import com.electronwill.nightconfig.toml.TomlParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Looks at podman's own table of plugins, which it has instead of directories (protocol §1.8). */
final class PodmanChecks {

    /** Where a plugin listens, and the file that says so. */
    private record Line(Path socket, Path file) {}

    private final Scene scene;
    private final Map<String, Line> table = new LinkedHashMap<>();

    PodmanChecks(Scene scene, List<Path> files) {
        this.scene = scene;
        files.stream().filter(Files::isReadable).forEach(this::read);
    }

    private void read(Path file) {
        try {
            Object plugins = new TomlParser().parse(Files.readString(file)).get("engine.volume_plugins");
            if (plugins instanceof Config rows) {
                rows.entrySet()
                        .forEach(row -> table.put(
                                row.getKey(), new Line(Path.of(row.getValue().toString()), file)));
            }
        } catch (IOException | ParsingException | InvalidPathException e) {
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
