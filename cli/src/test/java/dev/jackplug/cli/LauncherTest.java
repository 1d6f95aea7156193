package dev.jackplug.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./jackplug} in a tree that is built already: it starts from an archive of classes, and from a bad one all the same. */
class LauncherTest {

    private static final Path ROOT = Path.of(System.getProperty("user.dir")).getParent();

    @TempDir
    private Path tree;

    /** The tree has the launcher, and the class path of this test as the jars of the build. */
    @BeforeEach
    void makeTheTree() throws Exception {
        for (String name : List.of("jackplug", "archive.sh", "examples/launch")) {
            Files.createDirectories(tree.resolve(name).getParent());
            Files.copy(ROOT.resolve(name), tree.resolve(name), StandardCopyOption.COPY_ATTRIBUTES);
        }
        Files.createFile(tree.resolve("pom.xml"));
        for (String name : List.of("protocol", "wire", "host", "sdk", "tck", "cli", "examples", "examples/made")) {
            Files.createFile(Files.createDirectories(tree.resolve(name)).resolve("pom.xml"));
        }
        Files.createDirectories(tree.resolve("cli/target/lib"));
        int number = 0;
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            Path jar = tree.resolve("cli/target/lib/" + number++ + ".jar");
            if (entry.endsWith(".jar")) {
                Files.copy(Path.of(entry), jar);
            } else if (Files.isDirectory(Path.of(entry))) {
                jar(Path.of(entry), jar);
            }
        }
        Files.createFile(tree.resolve("cli/target/built"));
    }

    private static void jar(Path classes, Path jar) throws Exception {
        String tool = Path.of(System.getProperty("java.home"), "bin", "jar").toString();
        Process process = new ProcessBuilder(tool, "cf", jar.toString(), "-C", classes.toString(), ".")
                .inheritIO()
                .start();
        assertThat(process.waitFor()).isZero();
    }

    private Process start(String... words) throws IOException {
        Path folder = Files.createDirectories(tree.resolve("plugins"));
        Stream<String> command = Stream.concat(
                Stream.concat(Stream.of(tree.resolve("jackplug").toString()), Stream.of(words)),
                Stream.of("--sockets", folder.toString(), "--specs", folder.toString()));
        ProcessBuilder builder = new ProcessBuilder(command.toList()).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return builder.start();
    }

    private String ls() throws Exception {
        return said(start("ls"));
    }

    private static String said(Process process) throws Exception {
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return said;
    }

    /** What an example says that is the command itself. */
    private String launched() throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                        tree.resolve("examples/launch").toString(), "made", Main.class.getName(), "--version")
                .redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return said(builder.start());
    }

    private Path archive() throws IOException {
        try (Stream<Path> files = Files.walk(tree.resolve("cli/target/archive"))) {
            return files.filter(file -> file.toString().endsWith(".jsa"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** Whether a command that goes on has the archive in its memory. */
    private boolean archiveIsUsed() throws Exception {
        Path spec = Files.createDirectories(tree.resolve("plugins")).resolve("nobody.spec");
        Files.writeString(spec, "tcp://127.0.0.1:9");
        Process watch = start("watch");
        try {
            assertThat(watch.inputReader().readLine()).contains("nobody");
            Files.delete(spec);
            return Files.readString(Path.of("/proc", Long.toString(watch.pid()), "maps"))
                    .contains(archive().toString());
        } finally {
            watch.destroy();
            assertThat(watch.waitFor(1, TimeUnit.MINUTES)).isTrue();
        }
    }

    @Test
    void theFirstRunMakesTheArchiveAndTheNextOneUsesIt() throws Exception {
        assertThat(ls()).isEqualTo("no plugins\n");
        assertThat(archive()).isNotEmptyFile();
        assertThat(archiveIsUsed()).isTrue();
        assertThat(ls()).isEqualTo("no plugins\n");
    }

    @Test
    void anArchiveThatIsNoneIsPassedOverInSilence() throws Exception {
        ls();
        Path archive = archive();
        for (String content : List.of("", "no archive", "no archive".repeat(100_000))) {
            Files.delete(archive);
            Files.writeString(archive, content);
            assertThat(ls()).isEqualTo("no plugins\n");
        }
    }

    @Test
    void anArchiveOfOtherJarsIsPassedOverInSilence() throws Exception {
        ls();
        byte[] archive = Files.readAllBytes(archive());
        try (Stream<Path> jars = Files.list(tree.resolve("cli/target/lib"))) {
            Path jar = jars.sorted().findFirst().orElseThrow();
            Files.copy(jar, tree.resolve("cli/target/lib/another.jar"));
        }
        assertThat(ls()).isEqualTo("no plugins\n");
        Path stale = archive();
        Files.delete(stale);
        Files.write(stale, archive);
        assertThat(ls()).isEqualTo("no plugins\n");
    }

    @Test
    void anExampleRunsWithoutAnArchiveAndWithABrokenOneInSilence() throws Exception {
        Path target = Files.createDirectories(tree.resolve("examples/made/target"));
        Files.move(tree.resolve("cli/target/lib"), target.resolve("lib"));
        Files.move(target.resolve("lib/0.jar"), target.resolve("jackplug-made.jar"));
        Files.createFile(target.resolve("built"));

        String version = launched();
        assertThat(version).isEqualTo("jackplug (not from a jar)\n");
        Path list;
        try (Stream<Path> files = Files.walk(target.resolve("archive"))) {
            list = files.filter(file -> file.toString().endsWith(".list"))
                    .findFirst()
                    .orElseThrow();
        }
        Path archive = Path.of(list.toString().replaceAll("list$", "jsa"));
        for (String content : List.of("", "no archive", "no archive".repeat(100_000))) {
            Files.deleteIfExists(archive);
            Files.writeString(archive, content);
            assertThat(launched()).isEqualTo(version);
        }
    }
}
