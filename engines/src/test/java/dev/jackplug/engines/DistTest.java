package dev.jackplug.engines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jackplug.tck.ScriptedPlugin;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** {@code jackplug dist}, run in a root that holds a shell, the C library, and nothing else. */
@Tag("engine")
class DistTest {

    private static Path root;

    @BeforeAll
    static void make() throws Exception {
        root = Files.createTempDirectory("jp");
        Path dist = Files.createDirectory(root.resolve("opt")).resolve("jackplug");
        Path broken = brokenObjcopy();
        try {
            String path = "PATH=" + broken.getParent() + ":" + System.getenv("PATH");
            run("env", path, System.getenv("JACKPLUG_ROOT") + "/jackplug", "dist", dist.toString());
        } finally {
            Files.delete(broken);
            Files.delete(broken.getParent());
        }
        Path bin = Files.createDirectory(root.resolve("bin"));
        Files.copy(Path.of("/bin/busybox"), bin.resolve("busybox"));
        for (String applet : List.of("sh", "dirname", "readlink")) {
            Files.createSymbolicLink(bin.resolve(applet), Path.of("busybox"));
        }
        for (String folder : List.of("tmp", "proc", "dev", "run")) {
            Files.createDirectory(root.resolve(folder));
        }
        copyTheCLibrary(dist.resolve("runtime"));
    }

    /** One that does not work: most machines have none, so jlink must not need it. */
    private static Path brokenObjcopy() throws IOException {
        Path broken = Files.createTempDirectory("jp").resolve("objcopy");
        Files.writeString(broken, "#!/bin/sh\nexit 127\n");
        Files.setPosixFilePermissions(broken, PosixFilePermissions.fromString("rwxr-xr-x"));
        return broken;
    }

    private static void copyTheCLibrary(Path runtime) throws Exception {
        List<String> ldd = new ArrayList<>(List.of("ldd", runtime + "/bin/java", runtime + "/lib/server/libjvm.so"));
        try (Stream<Path> files = Files.list(runtime.resolve("lib"))) {
            files.map(Path::toString).filter(file -> file.endsWith(".so")).forEach(ldd::add);
        }
        for (String word : run(ldd.toArray(String[]::new)).split("\\s+")) {
            Path copy = root.resolve(word.replaceFirst("^/", ""));
            if (word.startsWith("/lib") && Files.isRegularFile(Path.of(word)) && !Files.exists(copy)) {
                Files.createDirectories(copy.getParent());
                Files.copy(Path.of(word), copy);
            }
        }
    }

    @AfterAll
    static void delete() throws IOException {
        Folders.delete(root);
    }

    private static String run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
        return said;
    }

    /** The command in the root, where /proc and /dev are as everywhere, for as long as the command runs. */
    private static String[] inTheRoot(String... arguments) {
        String enter =
                "mount -t proc proc %1$s/proc && mount --bind /dev %1$s/dev && exec env -i /usr/sbin/chroot %1$s /opt/jackplug/bin/jackplug \"$@\""
                        .formatted(root);
        List<String> command =
                new ArrayList<>(List.of("unshare", "--mount", "--propagation", "private", "sh", "-c", enter, "sh"));
        command.addAll(List.of(arguments));
        return command.toArray(String[]::new);
    }

    private static String jackplug(String... arguments) throws Exception {
        return run(inTheRoot(arguments));
    }

    @Test
    void nothingOfJavaIsInTheRootButTheFolder() {
        assertThat(root.toFile().list())
                .containsExactlyInAnyOrder("bin", "dev", "lib", "lib64", "opt", "proc", "run", "tmp");
    }

    @Test
    void theDemoRuns() throws Exception {
        assertThat(jackplug("demo")).contains("the plugin has stopped");
    }

    @Test
    void aPluginIsListedExaminedAndCalled() throws Exception {
        Path sockets = Files.createDirectory(root.resolve("run/plugins"));
        try (ScriptedPlugin plugin = ScriptedPlugin.onSocket(sockets.resolve("data.sock"))) {
            ScriptedVolumes.script(plugin, root.resolve("run/volumes"));
            ScriptedPlugin.onSocket(sockets.resolve("dead.sock")).crash();
            assertThat(jackplug("ls", "--sockets", "/run/plugins")).containsPattern("data +ACTIVE +VolumeDriver");
            assertThat(jackplug("doctor", "--sockets", "/run/plugins")).contains("dead: stale-socket", "fine: data");
            assertThat(jackplug("call", "data", "VolumeDriver.List", "--sockets", "/run/plugins"))
                    .contains("\"Volumes\"");
        }
    }

    @Test
    void aPluginIsJudgedAndTheReportWritten() throws Exception {
        Path sockets = Files.createDirectories(root.resolve("run/judged"));
        try (ScriptedPlugin plugin = ScriptedPlugin.onSocket(sockets.resolve("data.sock"))) {
            ScriptedVolumes.script(plugin, root.resolve("run/volumes"));
            String[] verify = inTheRoot("verify", "data", "--sockets", "/run/judged", "--junit", "/tmp/report.xml");
            Process process =
                    new ProcessBuilder(verify).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
            assertThat(said).contains("passed   activates ").containsPattern("data: \\d+ passed, ");
            assertThat(Files.readString(root.resolve("tmp/report.xml"))).contains("<testsuite ");
        }
    }

    @Test
    void itCannotMakeAnother() throws Exception {
        Process process = new ProcessBuilder(inTheRoot("dist", "/tmp/more"))
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isEqualTo(2);
        assertThat(said).contains("has no jlink; run it with a JDK");
    }
}
