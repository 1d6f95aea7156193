package dev.jackplug.sdk.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jackplug.protocol.DriverException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class VolumeTurnsTest {

    private final ExecutorService threads = Executors.newFixedThreadPool(8);

    @AfterEach
    void stop() throws InterruptedException {
        threads.shutdownNow();
        assertThat(threads.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
    }

    /** A backend that hangs in create and remove of the volume {@code slow} until it is let go. */
    private static final class Hanging extends MemoryBackend {

        private final CountDownLatch reached = new CountDownLatch(1);
        private final CountDownLatch letGo = new CountDownLatch(1);

        @Override
        public void create(LedgerVolume volume) throws IOException {
            hang(volume);
            super.create(volume);
        }

        @Override
        public void remove(LedgerVolume volume) throws IOException {
            hang(volume);
            super.remove(volume);
        }

        private void hang(LedgerVolume volume) throws IOException {
            if (volume.name().equals("slow")) {
                reached.countDown();
                try {
                    assertThat(letGo.await(30, TimeUnit.SECONDS)).isTrue();
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
            }
        }
    }

    @Test
    void nobodyElseWaitsForACreateThatHangs() throws Exception {
        Hanging backend = new Hanging();
        LedgerFixture host = new LedgerFixture(backend);
        Future<?> slow = threads.submit(() -> host.create("slow"));
        assertThat(backend.reached.await(20, TimeUnit.SECONDS)).isTrue();

        assertThat(host.names()).isEmpty();
        assertThatThrownBy(() -> host.get("slow")).hasMessageContaining("no such volume");
        host.create("quick");
        host.mount("quick", "a");
        assertThat(host.names()).containsExactly("quick");

        backend.letGo.countDown();
        slow.get(20, TimeUnit.SECONDS);
        assertThat(host.names()).containsExactly("quick", "slow");
    }

    @Test
    void whoWaitsTooLongIsToldWhatFor() throws Exception {
        Hanging backend = new Hanging();
        LedgerFixture host = new LedgerFixture(backend);
        host.patience = Duration.ofMillis(20);
        host.reopen();
        Future<?> slow = threads.submit(() -> host.create("slow"));
        assertThat(backend.reached.await(20, TimeUnit.SECONDS)).isTrue();
        assertThatThrownBy(() -> host.mount("slow", "a"))
                .isInstanceOf(DriverException.class)
                .hasMessageStartingWith("volume \"slow\" is busy: create has not come to an end within");
        backend.letGo.countDown();
        slow.get(20, TimeUnit.SECONDS);
        assertThat(host.mount("slow", "a")).isEqualTo("/mnt/slow");
    }

    @Test
    void aBackendThatHangsWhileMendingDoesNotKeepTheLedgerClosed() throws Exception {
        Hanging backend = new Hanging();
        LedgerFixture host = new LedgerFixture(backend);
        host.create("other");
        LedgerVolume volume = new LedgerVolume("slow", "slow", Map.of(), LedgerFixture.NOW);
        host.disk.put(
                "slow.json",
                LedgerEntry.of(volume, LedgerEntry.State.REMOVING, host.boot).toJson());
        host.patience = Duration.ofMillis(20);
        host.reopen();
        assertThat(host.mount("other", "a")).isEqualTo("/mnt/other");
        backend.letGo.countDown();
        long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (host.names().contains("slow")) {
            assertThat(System.nanoTime()).as("mended in the background").isLessThan(limit);
            Thread.onSpinWait();
        }
    }

    @Test
    void theCallsForOneVolumeNeverOverlapAndEveryUseIsCounted() throws Exception {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        LedgerFixture host = new LedgerFixture(new MemoryBackend() {
            @Override
            public Path mount(LedgerVolume volume) throws IOException {
                return overlapping(() -> super.mount(volume));
            }

            @Override
            public void unmount(LedgerVolume volume) throws IOException {
                overlapping(() -> {
                    super.unmount(volume);
                    return Path.of("/");
                });
            }

            private Path overlapping(Work work) throws IOException {
                most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                try {
                    return work.run();
                } finally {
                    inside.decrementAndGet();
                }
            }
        });
        host.create("data");
        List<Future<?>> users = new ArrayList<>();
        for (int user = 0; user < 8; user++) {
            String id = "id-" + user % 3;
            users.add(threads.submit(() -> {
                for (int use = 0; use < 200; use++) {
                    assertThat(host.mount("data", id)).isEqualTo("/mnt/data");
                    host.unmount("data", id);
                }
            }));
        }
        for (Future<?> user : users) {
            user.get(50, TimeUnit.SECONDS);
        }
        assertThat(most).hasValue(1);
        assertThat(host.get("data").mountpoint()).isEmpty();
        assertThat(host.backend.mounted).isEmpty();
        host.remove("data");
    }

    private interface Work {
        Path run() throws IOException;
    }
}
