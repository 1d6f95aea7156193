package dev.jackplug.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jackplug.protocol.PluginName;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WatchTest {

    /** A re-scan so late that only events can have told. */
    private static final WatchSettings EVENTS = new WatchSettings(Duration.ofHours(1), Duration.ofHours(1));

    private static final Watch.Source REAL = () -> FileSystems.getDefault().newWatchService();

    private HostFixture fixture;
    private Path specs;
    private Registry registry;
    private final Replay replay = new Replay();
    private final List<Watch> watches = new ArrayList<>();

    @BeforeEach
    void create() throws IOException {
        fixture = new HostFixture();
        specs = fixture.folder().resolve("specs");
        registry = new LocalRegistry(new Directories(List.of(fixture.folder()), List.of(specs)));
    }

    @AfterEach
    void close() throws IOException {
        watches.forEach(Watch::close);
        fixture.close();
    }

    private void watch(WatchSettings settings, Watch.Source source, PluginListener listener) {
        Watch watch = new Watch(registry, settings, source, listener, (before, now) -> {});
        watches.add(watch);
        watch.start();
    }

    private void awaitSameAsScan() {
        HostFixture.await(
                "the replayed events give what a fresh scan gives",
                () -> replay.entries().equals(Replay.of(registry.scan())));
    }

    private void spec(String name, int port) throws IOException {
        Files.writeString(specs.resolve(name + ".spec"), "tcp://127.0.0.1:" + port);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aThousandRandomChangesReplayedGiveAFreshScan(long seed) throws IOException {
        Files.createDirectory(specs);
        spec("first", 1);
        watch(seed == 1 ? WatchSettings.DEFAULTS : EVENTS, REAL, replay);
        new Churn(specs, new Random(seed)).run(1000, 500);
        awaitSameAsScan();
        assertThat(replay.entries()).hasSizeGreaterThan(400);
    }

    @Test
    void anOverflowOfEventsLosesNothing() throws Exception {
        Files.createDirectory(specs);
        CountDownLatch blocked = new CountDownLatch(1);
        CountDownLatch gate = new CountDownLatch(1);
        watch(EVENTS, REAL, new PluginListener() {
            @Override
            public void appeared(Entry entry) {
                blocked.countDown();
                try {
                    gate.await(HostFixture.HANG.toSeconds(), TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                replay.appeared(entry);
            }

            @Override
            public void changed(Entry before, Entry now) {
                replay.changed(before, now);
            }

            @Override
            public void disappeared(Entry entry) {
                replay.disappeared(entry);
            }
        });
        spec("first", 1);
        assertThat(blocked.await(HostFixture.HANG.toSeconds(), TimeUnit.SECONDS))
                .isTrue();
        // The JDK keeps 512 events of one directory; these are several times as many.
        new Churn(specs, new Random(4)).run(3000, 500);
        gate.countDown();
        awaitSameAsScan();
    }

    @Test
    void aDirectoryMayBeAbsentAppearGoAndComeBack() throws IOException {
        watch(EVENTS, REAL, replay);
        assertThat(replay.entries()).isEmpty();
        for (int round = 1; round <= 3; round++) {
            Files.createDirectory(specs);
            spec("p", round);
            HostFixture.await("the spec is seen", () -> replay.entries().size() == 1);
            Files.delete(specs.resolve("p.spec"));
            Files.delete(specs);
            HostFixture.await("the spec is gone", () -> replay.entries().isEmpty());
        }
    }

    @Test
    void aDirectoryFarBelowOneThatExistsIsSeenToAppear() throws IOException {
        specs = fixture.folder().resolve("a/b/c");
        registry = new LocalRegistry(new Directories(List.of(), List.of(specs)));
        watch(EVENTS, REAL, replay);
        Files.createDirectories(specs);
        spec("p", 1);
        awaitSameAsScan();
        HostFixture.await("the spec is seen", () -> replay.entries().size() == 1);
    }

    @Test
    void foldersInsideADirectoryAreWatched() throws IOException {
        Files.createDirectories(specs.resolve("n"));
        watch(EVENTS, REAL, replay);
        Files.writeString(specs.resolve("n/n.spec"), "tcp://127.0.0.1:1");
        HostFixture.await("the nested spec is seen", () -> replay.entries().size() == 1);
    }

    @Test
    void aSocketBoundAnewIsAChangeThoughItsEntryIsTheSame() {
        List<Entry> changes = new CopyOnWriteArrayList<>();
        fixture.plugin("p").close();
        fixture.plugin("p").crash();
        watch(EVENTS, REAL, new PluginListener() {
            @Override
            public void changed(Entry before, Entry now) {
                changes.add(now);
            }
        });
        fixture.plugin("other");
        Path folder = fixture.folder();
        HostFixture.await("moved", () -> {
            try {
                Files.move(folder.resolve("other.sock"), folder.resolve("p.sock"), StandardCopyOption.REPLACE_EXISTING);
                return true;
            } catch (IOException e) {
                return false;
            }
        });
        HostFixture.await("the new socket is noticed", () -> changes.size() == 1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aRegistryThatFailsIsAskedAgain(boolean ofDirectories) throws IOException {
        Files.createDirectory(specs);
        spec("p", 1);
        Registry sound = registry;
        AtomicInteger failures = new AtomicInteger(3);
        registry = new Registry() {
            @Override
            public List<Entry> scan() {
                return failing(!ofDirectories, sound.scan());
            }

            @Override
            public List<Path> directories() {
                return failing(ofDirectories, sound.directories());
            }

            @Override
            public Entry find(PluginName name) {
                return sound.find(name);
            }

            private <T> T failing(boolean fails, T otherwise) {
                if (fails && failures.getAndDecrement() > 0) {
                    throw new IllegalStateException("the registry is down");
                }
                return otherwise;
            }
        };
        watch(new WatchSettings(Duration.ofMillis(20), Duration.ofMillis(20)), REAL, replay);
        registry = sound;
        awaitSameAsScan();
        HostFixture.await("the spec is seen", () -> replay.entries().size() == 1);
    }

    @Test
    void whereDirectoriesCannotBeWatchedItPollsAndSaysSo() throws IOException {
        Files.createDirectory(specs);
        WatchSettings fast = new WatchSettings(Duration.ofHours(1), Duration.ofMillis(20));
        watch(
                fast,
                () -> {
                    throw new IOException("User limit of inotify instances reached");
                },
                replay);
        assertThat(replay.degraded()).contains("User limit of inotify").contains("scanned every 20 ms");
        spec("p", 1);
        awaitSameAsScan();
        HostFixture.await("the spec is seen", () -> replay.entries().size() == 1);
    }
}
