package dev.jackplug.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jackplug.host.Directories;
import dev.jackplug.host.Plugins;
import dev.jackplug.protocol.volume.VolumeDriver;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DemoCommandTest {

    @Test
    void walksTheWholeWayOfAPlugin() {
        Cli demo = Cli.run("demo", "--json");
        assertThat(demo.exitCode()).isZero();
        assertThat(demo.rows())
                .extracting(row -> row.get("step"))
                .containsExactly(
                        "started",
                        "discovered",
                        "activated",
                        "created",
                        "mounted",
                        "listed",
                        "unmounted",
                        "removed",
                        "stopped");
    }

    @Test
    void printsRequestAndAnswerOfEachStep() {
        assertThat(Cli.run("demo").out())
                .contains("POST /VolumeDriver.Create {\"Name\":\"data\",\"Opts\":{\"size\":\"10g\"}}")
                .contains("{\"Implements\":[\"VolumeDriver\"]}");
    }

    @Test
    void leavesNothingBehind() {
        assertThat(socketOf(Cli.run("demo").out()).getParent().getParent()).doesNotExist();
    }

    @Test
    void keptUpItServesUntilItIsStoppedAndThenCleansUp() throws Exception {
        Process demo = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "demo",
                        "--keep")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader out = demo.inputReader(StandardCharsets.UTF_8)) {
            StringBuilder said = new StringBuilder();
            while (!said.toString().contains("curl")) {
                said.append(out.readLine()).append('\n');
            }
            Path sockets = socketOf(said.toString()).getParent();
            assertThat(volumes(sockets)).containsExactly("data");
            demo.destroy();
            assertThat(demo.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(sockets.getParent()).doesNotExist();
        } finally {
            demo.destroyForcibly();
        }
    }

    @Test
    void keptUpItTellsProgramsWhereItIsBeforeItIsStopped() throws Exception {
        try (Background demo = Background.alone(Map.of(), "demo", "--keep", "--json")) {
            demo.awaiting("listens at unix:///").awaiting("curl").tell();
            demo.ended();
        }
    }

    private static List<String> volumes(Path sockets) throws IOException {
        assertThat(Files.isDirectory(sockets)).isTrue();
        Directories directories = new Directories(List.of(sockets), List.of());
        try (Plugins plugins = Plugins.builder().directories(directories).build()) {
            return plugins.driver("demo", VolumeDriver.SUBSYSTEM).list().volumes().stream()
                    .map(volume -> volume.name())
                    .toList();
        }
    }

    private static Path socketOf(String said) {
        return Path.of(said.replaceAll("(?s).*listens at unix://(\\S+).*", "$1"));
    }
}
