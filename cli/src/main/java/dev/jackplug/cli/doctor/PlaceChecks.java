package dev.jackplug.cli.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Looks at the directories of plugins themselves, and for files that announce a plugin to nobody. */
final class PlaceChecks {

    private static final List<String> SPECS = List.of(".spec", ".json");

    private final Scene scene;
    private final List<Finding> findings = new ArrayList<>();

    private PlaceChecks(Scene scene) {
        this.scene = scene;
    }

    static List<Finding> of(Scene scene, List<Path> elsewhere) {
        PlaceChecks checks = new PlaceChecks(scene);
        scene.directories().sockets().forEach(checks::sockets);
        scene.directories().specs().forEach(checks::specs);
        elsewhere.forEach(checks::elsewhere);
        return checks.findings;
    }

    private void sockets(Path directory) {
        if (directory(directory)) {
            Scene.children(directory).forEach(file -> amongSockets(file, directory));
        }
    }

    private void specs(Path directory) {
        if (directory(directory)) {
            Scene.children(directory).forEach(this::amongSpecs);
        }
    }

    /** Whether there is a directory to look into; absent is fine. */
    private boolean directory(Path directory) {
        if (!Files.exists(directory)) {
            return false;
        }
        if (!Files.isDirectory(directory)) {
            add(
                    Code.DIRECTORY_IS_NONE,
                    directory.toString(),
                    "Plugins are looked for in a directory of this name, and it is none",
                    Look.at(directory),
                    Shell.move(directory, directory.resolveSibling(directory.getFileName() + ".aside")));
            return false;
        }
        if (!Files.isReadable(directory) || !Files.isExecutable(directory)) {
            add(
                    Code.DIRECTORY_UNREADABLE,
                    directory.toString(),
                    "The directory cannot be listed, so no plugin in it is found by whoever lists them",
                    Look.at(directory),
                    "chmod u+rx " + Shell.quote(directory));
            return false;
        }
        return true;
    }

    private void amongSockets(Path file, Path directory) {
        String stem = Scene.stem(file);
        boolean named = file.toString().endsWith(".sock");
        if (dangling(file, named)) {
            return;
        }
        if (Files.isSymbolicLink(file)) {
            linked(file, named);
        } else if (Files.isDirectory(file) && !named) {
            folderAmongSockets(file);
        } else if (named && !Scene.isSocket(file)) {
            add(
                    Code.NOT_A_SOCKET,
                    stem,
                    "Where the plugin's socket belongs lies something else, so hosts pass it over",
                    Look.at(file),
                    scene.aside(file));
        } else if (Scene.isSocket(file) && !named) {
            Path right = directory.resolve(stem + ".sock");
            add(
                    Code.WRONG_EXTENSION,
                    stem,
                    "A socket whose name does not end in .sock is listed by dockerd and cannot be used",
                    Look.at(file),
                    Shell.move(file, right));
        } else {
            specAmongSockets(file);
        }
    }

    /** A link to nothing, of a name that would count. */
    private boolean dangling(Path file, boolean counts) {
        boolean dangling = counts && Files.isSymbolicLink(file) && !Files.exists(file);
        if (dangling) {
            add(
                    Code.DANGLING_LINK,
                    Scene.stem(file),
                    "The file is a link, and there is nothing where it leads",
                    Look.at(file),
                    scene.aside(file));
        }
        return dangling;
    }

    /** Lookup by name follows links; dockerd's listing does not (protocol §1.3). */
    private void linked(Path file, boolean named) {
        String name = named ? Scene.stem(file) : file.getFileName().toString();
        Path socket = named ? file : file.resolve(name + ".sock");
        if (Scene.isSocket(socket)) {
            String fix = scene.announce(name, "unix://" + real(socket))
                    .map(command -> command + " && rm " + Shell.quote(file))
                    .orElse("");
            add(
                    Code.LINK_NOT_LISTED,
                    name,
                    "dockerd follows this link when it is asked for the plugin by name, and passes it over when it lists"
                            + " plugins: docker volume ls does not ask it",
                    Look.at(file),
                    fix);
        }
    }

    private static Path real(Path file) {
        try {
            return file.toRealPath();
        } catch (IOException e) {
            return file;
        }
    }

    private void folderAmongSockets(Path folder) {
        String name = folder.getFileName().toString();
        Scene.children(folder).stream()
                .filter(file -> Scene.stem(file).equals(name))
                .forEach(this::specAmongSockets);
    }

    private void specAmongSockets(Path file) {
        Optional<Path> specs = scene.directories().specs().stream().findFirst();
        if (SPECS.stream().anyMatch(file.toString()::endsWith)) {
            add(
                    Code.SPEC_AMONG_SOCKETS,
                    Scene.stem(file),
                    "Spec files are not looked for in a directory of sockets",
                    Look.at(file),
                    specs.map(to -> "mkdir -p " + Shell.quote(to) + " && "
                                    + Shell.move(file, to.resolve(file.getFileName())))
                            .orElse(""));
        }
    }

    private void amongSpecs(Path file) {
        String name = file.getFileName().toString();
        if (dangling(file, SPECS.stream().anyMatch(name::endsWith))) {
            return;
        }
        if (name.endsWith(".sock") && Scene.isSocket(file) && !scene.announces(Scene.stem(file))) {
            add(
                    Code.SOCKET_AMONG_SPECS,
                    Scene.stem(file),
                    "Sockets are not looked for in a directory of spec files",
                    Look.at(file),
                    scene.announce(Scene.stem(file), "unix://" + file).orElse(""));
        } else if (Files.isDirectory(file)) {
            folderAmongSpecs(file, name);
        }
    }

    /** dockerd lists the first file of the folder's name, whatever its extension (protocol §1.3). */
    private void folderAmongSpecs(Path folder, String name) {
        List<Path> ofThatName = Scene.children(folder).stream()
                .filter(file -> Scene.stem(file).equals(name))
                .toList();
        Path first = ofThatName.isEmpty() ? null : ofThatName.get(0);
        Path spec = ofThatName.stream()
                .filter(file -> SPECS.stream().anyMatch(file.toString()::endsWith))
                .findFirst()
                .orElse(null);
        if (Files.isSymbolicLink(folder) && spec != null) {
            notListed(name, spec, folder, "dockerd's listing does not descend into a folder that is a link");
        } else if (spec != null && !spec.equals(first)) {
            notListed(name, spec, first, "dockerd's listing takes the first file of this name in the folder");
        }
    }

    private void notListed(String name, Path spec, @Nullable Path why, String cause) {
        Path flat = scene.directoryOf(spec).resolve(spec.getFileName());
        add(
                Code.SPEC_NOT_LISTED,
                name,
                cause + ", and so passes the plugin over: docker volume ls does not ask it",
                String.valueOf(why == null ? spec : Look.at(why)),
                Shell.move(spec, flat));
    }

    private void elsewhere(Path directory) {
        for (Path file : Scene.children(directory)) {
            String name = Scene.stem(file);
            boolean spec = SPECS.stream().anyMatch(file.toString()::endsWith);
            boolean socket = file.toString().endsWith(".sock") && Scene.isSocket(file, LinkOption.NOFOLLOW_LINKS);
            if ((spec || socket) && !scene.announces(name)) {
                add(
                        Code.WRONG_PLACE,
                        name,
                        "The plugin is announced where this host does not look: rootless engines and rootful ones have"
                                + " directories of their own",
                        Look.at(file),
                        spec
                                ? copied(file)
                                : scene.announce(name, "unix://" + file).orElse(""));
            }
        }
    }

    private String copied(Path file) {
        return scene.directories().specs().stream()
                .findFirst()
                .map(to -> "mkdir -p " + Shell.quote(to) + " && cp " + Shell.quote(file) + " "
                        + Shell.quote(to.resolve(file.getFileName())))
                .orElse("");
    }

    private void add(Code code, String plugin, String cause, String evidence, String fix) {
        findings.add(new Finding(code, plugin, cause, evidence, fix));
    }
}
