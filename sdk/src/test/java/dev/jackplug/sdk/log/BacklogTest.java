package dev.jackplug.sdk.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jackplug.protocol.log.LogEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BacklogTest {

    @TempDir
    private Path folder;

    private Backlog backlog(long memory, long disk) {
        return new Backlog(LogLimits.DEFAULT.waiting(memory, disk), folder.resolve("waiting"));
    }

    private static LogEntry entry(int number, int length) {
        return new LogEntry("stdout", number, "x".repeat(length).getBytes(UTF_8));
    }

    private static List<Long> numbers(List<LogEntry> entries) {
        return entries.stream().map(LogEntry::timeNano).toList();
    }

    private static void assertAddsUp(LogCounts counts) {
        assertThat(counts.taken()).isEqualTo(counts.delivered() + counts.queued() + counts.dropped());
    }

    /** A slow backend and a fast container, in many orders: nothing is lost uncounted, twice there, or out of order. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whatGoesInComesOutInOrderOrIsCountedAsDropped(long seed) {
        Random random = new Random(seed);
        Backlog backlog = backlog(2_000, 3_000);
        List<Long> delivered = new ArrayList<>();
        int offered = 0;
        for (int step = 0; step < 3_000; step++) {
            if (random.nextInt(10) < 8) {
                backlog.offer(entry(offered++, random.nextInt(200)));
            } else {
                delivered.addAll(numbers(backlog.batch()));
                assertAddsUp(backlog.counts());
                backlog.delivered();
            }
            assertAddsUp(backlog.counts());
        }
        for (List<LogEntry> batch = backlog.batch(); !batch.isEmpty(); batch = backlog.batch()) {
            delivered.addAll(numbers(batch));
            backlog.delivered();
        }
        LogCounts counts = backlog.counts();
        assertThat(counts.taken()).isEqualTo(offered);
        assertThat(counts.delivered()).isEqualTo(delivered.size());
        assertThat(counts.dropped()).isPositive().isEqualTo(offered - delivered.size());
        assertThat(delivered).isSorted().doesNotHaveDuplicates();
        backlog.deleteFile();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void theDiskIsUsedOnlyWhenMemoryIsFullAndGivenBack() throws IOException {
        Backlog backlog = backlog(300, 10_000);
        backlog.offer(entry(0, 100));
        assertThat(folder).isEmptyDirectory();
        backlog.offer(entry(1, 100));
        backlog.offer(entry(2, 100));
        assertThat(Files.size(folder.resolve("waiting"))).isPositive();
        assertThat(numbers(backlog.batch())).containsExactly(0L);
        backlog.delivered();
        assertThat(numbers(backlog.batch())).containsExactly(1L, 2L);
        backlog.delivered();
        assertThat(Files.size(folder.resolve("waiting"))).isZero();
        backlog.offer(entry(3, 100));
        assertThat(numbers(backlog.batch())).containsExactly(3L);
    }

    @Test
    void theFileNeverGrowsBeyondItsRoom() throws IOException {
        Backlog backlog = backlog(0, 1_000);
        for (int i = 0; i < 100; i++) {
            backlog.offer(entry(i, 90));
            backlog.offer(entry(i, 90));
            backlog.batch();
            backlog.delivered();
            assertThat(Files.size(folder.resolve("waiting"))).isLessThanOrEqualTo(1_000);
        }
        assertThat(backlog.counts()).isEqualTo(new LogCounts(200, 200, 0, 0));
    }

    @Test
    void aDiskThatCannotBeWrittenMeansThatEntriesAreDroppedAndCounted() {
        Backlog backlog = new Backlog(LogLimits.DEFAULT.waiting(0, 1_000), folder.resolve("no/such/folder"));
        backlog.offer(entry(1, 10));
        assertThat(backlog.counts()).isEqualTo(new LogCounts(1, 0, 0, 1));
    }

    @Test
    void aDiskThatLosesItsContentIsCountedToo() throws IOException {
        Backlog backlog = backlog(150, 1_000);
        backlog.offer(entry(1, 10));
        backlog.offer(entry(2, 100));
        backlog.offer(entry(3, 100));
        Files.write(folder.resolve("waiting"), new byte[0]);
        assertThat(numbers(backlog.batch())).containsExactly(1L);
        backlog.delivered();
        assertThat(backlog.batch()).isEmpty();
        assertThat(backlog.counts()).isEqualTo(new LogCounts(3, 1, 0, 2));
    }

    @Test
    void whatIsGivenUpIsCountedAndWhoWaitsIsSentAway() {
        Backlog backlog = backlog(150, 1_000);
        backlog.opened();
        for (int i = 0; i < 4; i++) {
            backlog.offer(entry(i, 40));
        }
        backlog.batch();
        assertThat(backlog.giveUp()).isEqualTo(4);
        assertThat(backlog.counts()).isEqualTo(new LogCounts(4, 0, 0, 4));
        assertThatThrownBy(backlog::awaitWork).isInstanceOf(InterruptedException.class);
        assertThatThrownBy(() -> backlog.pause(Duration.ofHours(1))).isInstanceOf(InterruptedException.class);
    }
}
