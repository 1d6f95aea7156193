package example.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jackplug.host.Directories;
import dev.jackplug.host.Plugins;
import dev.jackplug.protocol.DriverException;
import dev.jackplug.protocol.volume.CreateRequest;
import dev.jackplug.protocol.volume.GetRequest;
import dev.jackplug.protocol.volume.MountRequest;
import dev.jackplug.protocol.volume.RemoveRequest;
import dev.jackplug.protocol.volume.UnmountRequest;
import dev.jackplug.protocol.volume.Volume;
import dev.jackplug.protocol.volume.VolumeDriver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The plugin as a process of its own, used through the host library. */
class VolumePluginTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    private Process process;
    private Plugins plugins;
    private VolumeDriver volumes;

    @BeforeEach
    void start() throws Exception {
        launch();
        awaitListening();
        plugins = Plugins.builder()
                .directories(new Directories(List.of(folder), List.of()))
                .build();
        volumes = plugins.driver("mine", VolumeDriver.SUBSYSTEM);
    }

    private void launch() throws IOException {
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        VolumePlugin.class.getName(),
                        "--name",
                        "mine",
                        "--sockets",
                        folder.toString(),
                        "--root",
                        folder.resolve("root").toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
    }

    @AfterEach
    void stop() throws InterruptedException {
        plugins.close();
        process.destroyForcibly();
        assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    private void killAndStartAgain() throws Exception {
        process.destroyForcibly();
        assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        launch();
        awaitListening();
    }

    private void awaitListening() throws Exception {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!Files.readString(folder.resolve("log")).contains("listening at")) {
            assertThat(process.waitFor(10, TimeUnit.MILLISECONDS)).as("ended").isFalse();
            assertThat(System.nanoTime()).isLessThan(end);
        }
    }

    private void create(String name, Map<String, String> options) {
        volumes.create(new CreateRequest(name, options));
    }

    @Test
    void aVolumeIsMadeUsedAndRemoved() throws IOException {
        create("data", Map.of("label.team", "blue"));
        Path mountpoint = Path.of(volumes.mount(new MountRequest("data", "a")).mountpoint());
        Files.writeString(mountpoint.resolve("file"), "hello");
        Volume volume = volumes.get(new GetRequest("data")).found().orElseThrow();
        assertThat(volume.mountpoint()).isEqualTo(mountpoint.toString());
        assertThat(volume.status()).isEqualTo(Map.of("labels", Map.of("team", "blue")));
        volumes.unmount(new UnmountRequest("data", "a"));
        volumes.remove(new RemoveRequest("data"));
        assertThat(mountpoint).doesNotExist();
        assertThat(volumes.list().volumes()).isEmpty();
    }

    @Test
    void whatItCannotDoIsRefusedByName() {
        assertThatThrownBy(() -> create("data", Map.of("colour", "red")))
                .isInstanceOf(DriverException.class)
                .hasMessageContaining("unknown option \"colour\"; known are size and label.KEY");
        assertThatThrownBy(() -> create("data", Map.of("size", "much"))).hasMessageContaining("such as 10m");
        assertThatThrownBy(() -> create("data", Map.of("size", "1k"))).hasMessageContaining("has 2m");
        assertThat(volumes.list().volumes()).isEmpty();
    }

    @Test
    void volumesAndTheirDataSurviveKill9() throws Exception {
        create("data", Map.of());
        Path mountpoint = Path.of(volumes.mount(new MountRequest("data", "a")).mountpoint());
        Files.writeString(mountpoint.resolve("file"), "hello");
        killAndStartAgain();
        assertThat(volumes.get(new GetRequest("data")).found().orElseThrow().mountpoint())
                .isEqualTo(mountpoint.toString());
        assertThat(mountpoint.resolve("file")).hasContent("hello");
        assertThatThrownBy(() -> volumes.remove(new RemoveRequest("data"))).hasMessageContaining("is mounted for [a]");
        volumes.unmount(new UnmountRequest("data", "a"));
        volumes.remove(new RemoveRequest("data"));
    }

    @Test
    void killedAtRandomItKnowsWhatItHasAnswered() throws Exception {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        TreeMap<String, Boolean> sure = new TreeMap<>();
        for (int round = 0; round < 6; round++) {
            int killAfter = random.nextInt(30);
            Process victim = process;
            Thread killer = new Thread(() -> awaitThenKill(sure, killAfter, victim), "test-killer");
            int volume = 0;
            killer.start();
            try {
                while (volume < 500) {
                    String name = "v" + round + "-" + volume++;
                    create(name, Map.of());
                    synchronized (sure) {
                        sure.put(name, true);
                        sure.notifyAll();
                    }
                }
            } catch (RuntimeException killed) {
                assertThat(killed).as("seed " + seed).isNotInstanceOf(DriverException.class);
            }
            killer.join();
            killAndStartAgain();
            List<String> known =
                    volumes.list().volumes().stream().map(Volume::name).toList();
            assertThat(known).as("seed " + seed).containsAll(sure.keySet());
            assertThat(known.size()).as("seed " + seed).isLessThanOrEqualTo(sure.size() + 1);
            for (String name : known) {
                sure.put(name, true); // what was under way may have been done
            }
        }
    }

    private static void awaitThenKill(TreeMap<String, Boolean> sure, int more, Process victim) {
        synchronized (sure) {
            int goal = sure.size() + more;
            long end = System.nanoTime() + LIMIT.toNanos();
            while (sure.size() < goal && System.nanoTime() < end) {
                try {
                    sure.wait(1_000);
                } catch (InterruptedException e) {
                    return;
                }
            }
        }
        victim.destroyForcibly();
    }

    @Test
    void sigtermEndsItAndRemovesTheSocket() throws Exception {
        process.destroy();
        assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(folder.resolve("mine.sock")).doesNotExist();
        assertThat(folder.resolve("log")).content().contains("listening at unix://" + folder.resolve("mine.sock"));
    }
}
