package dev.jackplug.engines;

import dev.jackplug.tck.Answer;
import dev.jackplug.tck.ScriptedPlugin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A volume plugin without faults, each method of which a test may script otherwise. Its volumes are folders, and nothing else. */
final class ScriptedVolumes {
    static final String DRIVER = "VolumeDriver.";

    private static final Pattern NAME = Pattern.compile("\"Name\":\"([^\"]+)\"");
    private static final Answer REFUSED = Answer.status(400, "{\"Err\":\"the request has no body\"}");
    private static final Answer UNKNOWN = Answer.status(500, "{\"Err\":\"no such volume\"}");
    private static final Answer DONE = Answer.json("{}");

    private final Path folder;

    private ScriptedVolumes(Path folder) {
        this.folder = folder;
    }

    /** Makes the plugin a volume plugin whose volumes lie in this folder. */
    static ScriptedPlugin script(ScriptedPlugin plugin, Path folder) {
        ScriptedVolumes volumes = new ScriptedVolumes(folder);
        return plugin.implementing("VolumeDriver")
                .answering(DRIVER + "Capabilities", Answer.json("{\"Capabilities\":{\"Scope\":\"local\"}}"))
                .answering(
                        DRIVER + "List", (request, connection) -> volumes.list().write(request, connection))
                .answering(DRIVER + "Create", named(volumes::create))
                .answering(DRIVER + "Remove", named(volumes::remove))
                .answering(DRIVER + "Get", named(volumes::get))
                .answering(DRIVER + "Path", named(volumes::mount))
                .answering(DRIVER + "Mount", named(volumes::mount))
                .answering(DRIVER + "Unmount", named(name -> DONE));
    }

    /** What is done with a volume. */
    private interface Deed {
        Answer to(String name) throws IOException;
    }

    /** Refuses a request without a name: what dockerd sends a second time has lost its body. */
    private static Answer named(Deed deed) {
        return (request, connection) -> {
            Matcher name = NAME.matcher(request.text());
            (name.find() ? deed.to(name.group(1)) : REFUSED).write(request, connection);
        };
    }

    private Answer create(String name) throws IOException {
        Files.createDirectories(folder.resolve(name));
        return DONE;
    }

    private Answer remove(String name) throws IOException {
        Folders.delete(folder.resolve(name));
        return DONE;
    }

    private Answer get(String name) {
        return Files.isDirectory(folder.resolve(name)) ? Answer.json("{\"Volume\":" + volume(name) + "}") : UNKNOWN;
    }

    private Answer list() throws IOException {
        String all = "";
        if (Files.isDirectory(folder)) {
            try (Stream<Path> volumes = Files.list(folder)) {
                all = volumes.map(volume -> volume(volume.getFileName().toString()))
                        .collect(Collectors.joining(","));
            }
        }
        return Answer.json("{\"Volumes\":[" + all + "]}");
    }

    private Answer mount(String name) {
        return Answer.json("{\"Mountpoint\":\"" + folder.resolve(name) + "\"}");
    }

    private String volume(String name) {
        return "{\"Name\":\"%s\",\"Mountpoint\":\"%s\"}".formatted(name, folder.resolve(name));
    }
}
