package dev.jackplug.engines;

import dev.jackplug.engines.Namespaces.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * Where an engine runs: namespaces of its own in which whatever is written is written to memory, but for a folder that has
 * the same path inside and outside. Closing kills every process inside and deletes the folder; nothing else is left.
 */
final class EngineRoom implements AutoCloseable {
    private static final Path CONTROL_GROUPS = Path.of("/sys/fs/cgroup");

    /** Above the files of the Debian whose engines are run: the machine's own, or a tree made by {@code debian-tree}. */
    private static final Path ROOT =
            Path.of(Optional.ofNullable(System.getenv("JACKPLUG_ENGINES_ROOT")).orElse("/"));

    private final Path folder;
    private final Namespaces namespaces;

    private EngineRoom(Path folder, Namespaces namespaces) {
        this.folder = folder;
        this.namespaces = namespaces;
    }

    static EngineRoom open() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("jp");
        EngineRoom room = null;
        try {
            for (String name : new String[] {"sockets", "specs", "volumes", "logging"}) {
                Files.createDirectory(folder.resolve(name));
            }
            room = new EngineRoom(folder, Namespaces.hiding("/run"));
            room.namespaces.runWell("bash", resource("image.sh"), folder.toString());
            room.namespaces.runWell("bash", resource("enter.sh"), folder.toString(), ROOT.toString());
            return room;
        } catch (IOException | InterruptedException | RuntimeException | Error e) {
            if (room == null) {
                Folders.delete(folder);
            } else {
                room.close();
            }
            throw e;
        }
    }

    /** Name and version of the operating system inside, such as {@code Debian 12}. */
    static String system() throws IOException {
        Properties release = new Properties();
        Path file = ROOT.resolve("usr/lib/os-release");
        try (var in = Files.newBufferedReader(file)) {
            release.load(in);
        }
        String name = release.getProperty("ID") + " " + release.getProperty("VERSION_ID");
        return name.replace("\"", "").replaceFirst("^debian", "Debian");
    }

    /** The folder that inside is {@code /run/docker/plugins}. */
    Path sockets() {
        return folder.resolve("sockets");
    }

    /** The folder that inside is {@code /etc/docker/plugins}. */
    Path specs() {
        return folder.resolve("specs");
    }

    /** A folder for the data of volumes. */
    Path volumes() {
        return folder.resolve("volumes");
    }

    /** A place for the engine's own files. */
    Path own(String name) {
        return folder.resolve(name);
    }

    /** An image with nothing but {@code /bin/busybox}, to be imported. */
    Path image() {
        return folder.resolve("image.tar");
    }

    /** The control group that containers belong under, so that closing finds what is left of them. */
    String controlGroup() {
        return "/" + folder.getFileName();
    }

    Outcome run(String... command) throws IOException, InterruptedException {
        return namespaces.run(command);
    }

    /** Runs a command that takes its time. */
    Outcome run(Duration limit, String... command) throws IOException, InterruptedException {
        return namespaces.run(limit, command);
    }

    String runWell(String... command) throws IOException, InterruptedException {
        return namespaces.runWell(command);
    }

    Background start(String... command) throws IOException {
        return namespaces.start(command);
    }

    /** Starts a command of the machine's on the machine's files, but with the engine's mounts, network and end. */
    Background startPlugin(String... command) throws IOException {
        List<String> words = new ArrayList<>(List.of("/usr/sbin/chroot", "/old"));
        words.addAll(List.of(command));
        return namespaces.start(words.toArray(String[]::new));
    }

    @Override
    public void close() throws IOException {
        namespaces.close();
        try (Stream<Path> hierarchies = Files.list(CONTROL_GROUPS)) {
            for (Path hierarchy : hierarchies.toList()) {
                Folders.deleteGroups(hierarchy.resolve(controlGroup().substring(1)));
            }
        }
        Folders.delete(folder);
    }

    private static String resource(String name) {
        return Namespaces.resource("engine/" + name).toString();
    }
}
