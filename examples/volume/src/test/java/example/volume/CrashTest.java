package example.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.jackplug.host.Directories;
import dev.jackplug.host.Plugins;
import dev.jackplug.protocol.volume.Volume;
import dev.jackplug.protocol.volume.VolumeDriver;
import example.volume.Operation.End;
import example.volume.VolumeModel.Stand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills the plugin and a host of it, again and again, while several threads of two hosts use its volumes. {@code
 * -Djackplug.kills=N} says how often, {@code -Djackplug.seed=N} repeats the choices of a run.
 */
@Tag("crash")
class CrashTest {

    private static final int KILLS = Integer.getInteger("jackplug.kills", 50);
    private static final int KILLS_BETWEEN_LOOKS = 10;
    private static final int REPORTS_BETWEEN_KILLS = 30;
    private static final int THREADS = 2;

    private final long seed = Long.getLong("jackplug.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final VolumeModel model = new VolumeModel();
    private int kills;
    private int pluginKills;
    private int looks;
    private int hosts;

    @TempDir
    private Path folder;

    private Path sockets;
    private Remains remains;
    private Process plugin;
    private VolumeUsers users;
    private VolumeUsers.InProcess host;

    @BeforeEach
    void start() throws IOException {
        assumeTrue(
                "root".equals(System.getProperty("user.name")) && Files.exists(Path.of("/dev/loop-control")),
                "needs root and loop devices");
        sockets = folder.resolve("s");
        remains = new Remains(folder.resolve("root"));
    }

    @AfterEach
    void cleanUp() throws Exception {
        if (users != null) {
            users.abandon();
        }
        if (host != null) {
            host.kill();
        }
        if (plugin != null) {
            plugin.destroyForcibly();
            awaitTheEndOfWhatItStarted();
        }
        for (String left : remains == null ? List.<String>of() : List.copyOf(remains.mounts())) {
            Command.run(
                    "umount", remains.root().resolve("volumes").resolve(left).toString());
        }
    }

    @Test
    @Timeout(value = 6, unit = TimeUnit.HOURS)
    void afterEveryKillTheLedgerIsWhatTheAnswersSaidAndNothingIsLeftBehind() throws Exception {
        System.out.println("CrashTest: -Djackplug.seed=" + seed);
        while (kills < KILLS) {
            startAll();
            int until = Math.min(KILLS, kills + KILLS_BETWEEN_LOOKS);
            while (kills < until) {
                passRandomTime();
                if (random.nextInt(3) == 0) {
                    killHost();
                } else {
                    killPlugin();
                }
            }
            stopAll();
            look();
        }
        System.out.println("CrashTest: " + kills + " kills, " + pluginKills + " of them of the plugin, " + looks
                + " looks, calls " + model.ends());
        assertThat(model.ends()).containsKeys(End.ANSWERED, End.REFUSED);
    }

    private String where() {
        return "seed " + seed + ", kill " + kills;
    }

    private void startAll() throws Exception {
        startPlugin();
        users = new VolumeUsers(sockets, "stays", THREADS, random, model::hear);
        startHost();
    }

    /** Volumes of a host that was killed are left alone: what it asked for last may still be under way. */
    private void startHost() throws IOException {
        host = new VolumeUsers.InProcess(sockets, "host" + ++hosts, THREADS, random.nextLong(), model::hear);
    }

    private void startPlugin() throws Exception {
        plugin = launched();
        assertThat(plugin.inputReader().readLine()).as(where()).startsWith("listening at");
    }

    private Process launched() throws IOException {
        return Processes.java(
                Main.class,
                "--name",
                VolumeUsers.PLUGIN,
                "--sockets",
                sockets.toString(),
                "--root",
                remains.root().toString());
    }

    /** Until so much more was said, and a moment, so that it is not always just after something was said. */
    private void passRandomTime() {
        long until = model.reports() + random.nextInt(REPORTS_BETWEEN_KILLS);
        Processes.await(where() + ": something done", () -> model.reports() >= until);
        LockSupport.parkNanos(random.nextInt(10_000_000));
    }

    private void killHost() throws Exception {
        kills++;
        host.kill();
        model.died("host" + hosts + "-");
        startHost();
    }

    /** Sometimes again before it has mended what the first kill left. */
    private void killPlugin() throws Exception {
        kill();
        while (random.nextInt(4) == 0) {
            plugin = launched();
            LockSupport.parkNanos(random.nextInt(800_000_000));
            kill();
        }
        startPlugin();
    }

    private void kill() throws InterruptedException {
        kills++;
        pluginKills++;
        plugin.destroyForcibly();
        Processes.awaitEnd(plugin);
        awaitTheEndOfWhatItStarted();
    }

    /** Programs such as mkfs, which no kill of the plugin ends. A service manager too starts nothing anew before that. */
    private void awaitTheEndOfWhatItStarted() {
        Processes.await(
                "the end of what the plugin started",
                () -> Processes.with(remains.root()).findAny().isEmpty());
    }

    private void stopAll() throws Exception {
        host.stop();
        users.stop();
        stopPlugin();
    }

    private void stopPlugin() throws InterruptedException {
        plugin.destroy();
        Processes.awaitEnd(plugin);
        assertThat(plugin.exitValue()).as(where()).isIn(0, 128 + 15);
        assertThat(sockets).as(where()).isEmptyDirectory();
    }

    /** Compares everything with everything; then uses and removes what is left, and nothing is left of it. */
    private void look() throws Exception {
        looks++;
        Map<String, Stand> found = remains.ledger(where());
        model.assertMatches(where(), found);
        remains.assertNoMoreThan(where(), found);
        startPlugin();
        try (Plugins plugins = Plugins.builder()
                .directories(new Directories(List.of(sockets), List.of()))
                .build()) {
            VolumeDriver driver = plugins.driver(VolumeUsers.PLUGIN, VolumeDriver.SUBSYSTEM);
            Map<String, Boolean> listed = driver.list().volumes().stream()
                    .collect(Collectors.toMap(
                            Volume::name, volume -> !volume.mountpoint().isEmpty()));
            assertThat(listed).as(where()).hasSameSizeAs(found);
            found.forEach((name, stand) -> {
                assertThat(listed).as(where()).containsEntry(name, !stand.uses().isEmpty());
                useAndRemove(driver, name, stand);
            });
            assertThat(driver.list().volumes()).as(where()).isEmpty();
        }
        stopPlugin();
        assertThat(remains.ledger(where())).as(where()).isEmpty();
        remains.assertNoMoreThan(where(), Map.of());
    }

    private void useAndRemove(VolumeDriver driver, String volume, Stand stand) {
        stand.uses().forEach((id, count) -> {
            for (int use = 0; use < count; use++) {
                succeed(driver, new Operation("unmount", volume, id));
            }
        });
        List.of("mount", "unmount", "remove").forEach(verb -> succeed(driver, new Operation(verb, volume, "new")));
    }

    private void succeed(VolumeDriver driver, Operation operation) {
        assertThat(operation.on(driver)).as("%s: %s", where(), operation).isEqualTo(End.ANSWERED);
    }
}
