package dev.jackplug.bench.race;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A JDK, and whether what is started on it has an archive of its classes.
 *
 * @param home of the JDK
 */
record Jvm(Path home, boolean archived) {

    /** As in ./jackplug. */
    private static final List<String> COMMAND =
            List.of("-XX:+UseG1GC", "-XX:ParallelGCThreads=1", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData");

    /** As in examples/launch. */
    private static final List<String> PLUGIN = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xms4m");

    /** The launcher itself, which has the archive. */
    Start script(Path launcher, String... words) {
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(words));
        return new Start(command, Map.of("JAVA_HOME", home.toString()));
    }

    /** What the launcher would run without an archive of its own. */
    Start command(Path root, String... words) {
        try (Stream<Path> jars = Files.list(root.resolve("cli/target/lib"))) {
            String classpath = String.join(
                    File.pathSeparator, jars.map(Path::toString).sorted().toList());
            return java(COMMAND, classpath, "dev.jackplug.cli.Main", words);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Start plugin(Path folder, Path socket) {
        List<String> options = new ArrayList<>(PLUGIN);
        if (archived) {
            options.add("-XX:SharedArchiveFile=" + archive(folder));
        }
        return plugin(options, socket);
    }

    private Start plugin(List<String> options, Path socket) {
        return java(options, System.getProperty("java.class.path"), OurPlugin.class.getName(), socket.toString());
    }

    /** Makes the plugin's archive of what it loads to answer one call. */
    void makeArchive(Path folder) {
        Path classes = folder.resolve("classes.txt");
        Path socket = folder.resolve("noted.sock");
        plugin(List.of("-XX:DumpLoadedClassList=" + classes), socket).untilItAnswers(socket);
        List<String> dump = List.of(
                "-XX:+UseG1GC",
                "-Xshare:dump",
                "-Xlog:disable",
                "-XX:SharedClassListFile=" + classes,
                "-XX:SharedArchiveFile=" + archive(folder));
        java(dump, System.getProperty("java.class.path"), OurPlugin.class.getName())
                .untilItEnds();
    }

    private Path archive(Path folder) {
        return folder.resolve(home.getFileName() + ".jsa");
    }

    private Start java(List<String> options, String classpath, String main, String... words) {
        List<String> command = new ArrayList<>(List.of(home.resolve("bin/java").toString()));
        command.addAll(options);
        command.addAll(List.of("-cp", classpath, main));
        command.addAll(List.of(words));
        return new Start(command);
    }

    @Override
    public String toString() {
        return home.getFileName() + (archived ? "" : " without an archive");
    }
}
