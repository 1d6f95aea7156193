package dev.jackplug.sdk.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jackplug.protocol.log.LogCodec;
import dev.jackplug.protocol.log.LogEntry;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What one collector leaves to the next in its folder, and that there is no more than one there at a time. */
class NextLogCollectorTest extends LogFixture {

    @Test
    void theNextCollectorGoesOnWithTheFifosOfTheLast() throws Exception {
        FileChannel pipe = started("c", "a");
        write(pipe, "one");
        collector.close();
        write(pipe, "two", "three");
        assertThat(notes()).isEqualTo(1);
        open();
        awaitStored("c", 3);
        write(pipe, "four");
        stop("a");
        awaitStored("c", 4);
        assertThat(backend.texts("c")).containsExactly("one", "two", "three", "four");
        assertThat(notes()).isZero();
    }

    @Test
    void anEntryThatIsHalfReadWhenTheCollectorClosesIsReadToItsEnd() throws Exception {
        FileChannel pipe = started("c", "a");
        byte[] long1 =
                LogCodec.frame(new LogEntry("stdout", 1, "x".repeat(1_000).getBytes(UTF_8)));
        write(pipe, Arrays.copyOf(long1, 500));
        Thread closing = new Thread(collector::close);
        closing.start();
        write(pipe, Arrays.copyOfRange(long1, 500, long1.length));
        write(pipe, "after");
        closing.join();
        open();
        awaitStored("c", 2);
        assertThat(backend.texts("c")).containsExactly("x".repeat(1_000), "after");
    }

    /** A process that was killed had read the first bytes of an entry, however many. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 4, 5, 8, 20, 100, 1_015})
    void whatAKilledProcessHadHalfReadIsPassedOverAndCounted(int read) throws Exception {
        FileChannel pipe = started("c", "a");
        collector.close();
        byte[] half = LogCodec.frame(new LogEntry("stdout", 1, "x".repeat(1_000).getBytes(UTF_8)));
        write(pipe, Arrays.copyOfRange(half, read, half.length));
        write(pipe, "after", "it");
        open();
        awaitStored("c", 2);
        assertThat(backend.texts("c")).containsExactly("after", "it");
        awaitCounts(new LogCounts(3, 2, 0, 1));
    }

    @Test
    void aFifoThatIsGoneWhenTheNextCollectorComesIsForgotten() throws Exception {
        FileChannel pipe = started("c", "a");
        FileChannel orphan = started("d", "b");
        collector.close();
        pipe.close();
        Files.delete(fifos().resolve("a"));
        write(orphan, "left behind");
        open();
        awaitStored("d", 1);
        orphan.close();
        await("both are forgotten", () -> notes() == 0);
    }

    /** Here a folder that was mistaken; it could as well be that too many files are open. */
    @Test
    void aFifoThatOneCollectorCannotOpenIsReadByTheNext() throws Exception {
        FileChannel pipe = started("c", "a");
        collector.close();
        Path mistaken = Files.createDirectory(folder.resolve("mistaken"));
        LogCollector.open(folder.resolve("state"), mistaken, backend, limits).close();
        write(pipe, "one");
        open();
        awaitStored("c", 1);
    }

    @Test
    void closingGivesUpWhatABackendDoesNotTakeAndSaysHowMuch() throws Exception {
        reopen(limits.stop(Duration.ofMillis(100)));
        backend.stuck();
        write(started("c", "a"), "one", "two");
        backend.awaitStuck();
        stop("a");
        collector.close();
        assertThat(collector.counts()).isEqualTo(new LogCounts(2, 0, 0, 2));
    }

    /** It would throw away what waits there, and take from the pipes what the first is reading. */
    @Test
    void aSecondCollectorInTheSameFolderIsRefusedAndTakesNothingFromTheFirst() throws Exception {
        FileChannel pipe = started("c", "a");
        assertThatThrownBy(() -> LogCollector.open(folder.resolve("state"), fifos(), new MemoryLogs(), limits))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("the log collector in " + folder.toRealPath() + "/state is in use by process");
        for (int i = 0; i < 100; i++) {
            write(pipe, "line " + i);
        }
        awaitStored("c", 100);
    }

    @Test
    void aCollectorThatIsClosedAgainLeavesTheNextItsFolder() {
        LogCollector first = collector;
        reopen(limits);
        first.close();
        assertThatThrownBy(() -> LogCollector.open(folder.resolve("state"), fifos(), backend, limits))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is in use by process");
    }

    @Test
    void aCollectorThatCouldNotBeOpenedLeavesItsFolderFree() throws Exception {
        Path other = folder.resolve("other");
        Files.createDirectories(other.resolve("waiting/full/of"));
        assertThatThrownBy(() -> LogCollector.open(other, fifos(), backend, limits))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("the log collector in " + other + " cannot be opened");
        Files.delete(other.resolve("waiting/full/of"));
        LogCollector.open(other, fifos(), backend, limits).close();
    }
}
