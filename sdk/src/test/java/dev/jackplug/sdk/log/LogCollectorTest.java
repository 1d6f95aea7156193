package dev.jackplug.sdk.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jackplug.protocol.DriverException;
import dev.jackplug.protocol.log.Info;
import dev.jackplug.protocol.log.LogCodec;
import dev.jackplug.protocol.log.LogEntry;
import dev.jackplug.protocol.log.LogFrames;
import dev.jackplug.protocol.log.PartialMetadata;
import dev.jackplug.protocol.log.StartLoggingRequest;
import dev.jackplug.protocol.log.StopLoggingRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class LogCollectorTest extends LogFixture {

    @Test
    @Tag("held-186")
    void theFifoIsOpenWhenStartIsAnsweredAndIsReadFromThenOn() throws Exception {
        FileChannel pipe = started("c", "a");
        pipe.close(); // Nobody has it open now but the plugin, and it goes on all the same.
        write(pipe(fifos().resolve("a")), "one", "two");
        awaitStored("c", 2);
        assertThat(backend.texts("c")).containsExactly("one", "two");
    }

    @Test
    @Tag("held-187")
    void stopTakesWhatIsInTheFifoThoughTheHostHasItOpenStill() throws Exception {
        for (int round = 0; round < 50; round++) {
            FileChannel pipe = started("c" + round, "f" + round);
            write(pipe, "one", "two", "three");
            stop("f" + round);
            assertThat(collector.counts().taken()).isEqualTo(3L * (round + 1));
            assertThat(pipe.isOpen()).isTrue();
        }
        await("all are delivered", () -> collector.counts().delivered() == 150);
        assertThat(backend.texts("c49")).containsExactly("one", "two", "three");
    }

    @Test
    void stopDoesNotWaitForABackendThatIsStuck() throws Exception {
        CountDownLatch gate = backend.stuck();
        FileChannel pipe = started("c", "a");
        write(pipe, "one", "two");
        backend.awaitStuck();
        write(pipe, "three");
        stop("a");
        assertThat(backend.of("c")).isEmpty();
        assertThat(collector.counts()).isEqualTo(new LogCounts(3, 0, 3, 0));
        gate.countDown();
        awaitStored("c", 3);
        assertThat(backend.texts("c")).containsExactly("one", "two", "three");
    }

    /** Far more than a pipe holds: a reader that waited for its backend would stop the container. */
    @Test
    void aBackendThatIsStuckNeverStopsTheContainerAndEveryEntryIsCounted() throws Exception {
        reopen(limits.waiting(50_000, 100_000));
        CountDownLatch gate = backend.stuck();
        FileChannel pipe = started("c", "a");
        int lines = 20_000;
        for (int i = 0; i < lines; i++) {
            write(pipe, "line " + i);
        }
        stop("a");
        LogCounts counts = collector.counts();
        assertThat(counts.taken()).isEqualTo(lines);
        assertThat(counts.delivered()).isZero();
        assertThat(counts.dropped()).isPositive();
        assertThat(counts.queued() + counts.dropped()).isEqualTo(lines);
        gate.countDown();
        await("what waited is stored", () -> collector.counts().queued() == 0);
        assertThat(backend.of("c")).hasSize((int) collector.counts().delivered());
        assertThat(backend.texts("c"))
                .containsExactlyElementsOf(IntStream.range(0, (int) counts.queued())
                        .mapToObj(i -> "line " + i)
                        .toList());
    }

    @Test
    void aBackendThatFailsIsAskedAgainWithTheSameEntriesAndOthersDoNotFeelIt() throws Exception {
        backend.failing(3);
        write(started("c", "a"), "one");
        awaitStored("c", 1);
        assertThat(backend.failed()).isTrue();
        write(started("d", "b"), "two");
        awaitStored("d", 1);
        assertThat(backend.texts("c")).containsExactly("one");
        awaitCounts(new LogCounts(2, 2, 0, 0));
    }

    @Test
    void oneContainersStuckBackendDoesNotKeepAnother() throws Exception {
        CountDownLatch gate = backend.stuck();
        write(started("c", "a"), "one");
        backend.awaitStuck();
        backend.failing(0);
        CountDownLatch free = backend.stuck();
        free.countDown();
        write(started("d", "b"), "two");
        awaitStored("d", 1);
        assertThat(backend.of("c")).isEmpty();
        gate.countDown();
        awaitStored("c", 1);
    }

    @Test
    @Tag("held-190")
    void aLineThatIsNotEndedIsDeliveredWhenLoggingStops() throws Exception {
        FileChannel pipe = started("c", "a");
        PartialMetadata first = new PartialMetadata(false, "x", 1);
        write(pipe, LogCodec.frame(new LogEntry("stdout", -5, "no newline".getBytes(UTF_8), true, first)));
        stop("a");
        awaitStored("c", 1);
        assertThat(backend.of("c"))
                .containsExactly(new LogEntry("stdout", -5, "no newline".getBytes(UTF_8), true, null));
    }

    @Test
    @Tag("held-191")
    void anEntryOfImpossibleSizeEndsThatLogAloneAndItsContainerGoesOn() throws Exception {
        FileChannel broken = started("c", "a");
        FileChannel whole = started("d", "b");
        write(broken, "before");
        write(broken, ByteBuffer.allocate(4).putInt(LogFrames.LIMIT + 1).array());
        for (int i = 0; i < 1_000; i++) {
            write(broken, new byte[1_000]); // would block at 64 KiB if nobody read it
        }
        write(whole, "on it goes");
        awaitStored("d", 1);
        stop("a");
        await("the rest is passed over", () -> backend.closed().contains("c"));
        assertThat(backend.texts("c")).containsExactly("before");
        awaitCounts(new LogCounts(3, 2, 0, 1));
    }

    @Test
    void whatIsNoEntryIsPassedOverAndCounted() throws Exception {
        FileChannel pipe = started("c", "a");
        write(pipe, new byte[] {0, 0, 0, 2, 0x1a, 5});
        write(pipe, "after");
        awaitStored("c", 1);
        assertThat(backend.texts("c")).containsExactly("after");
        awaitCounts(new LogCounts(2, 1, 0, 1));
    }

    @Test
    void whatIsNoFifoOfTheFolderIsRefusedWithTheReason() throws Exception {
        Path file = Files.createFile(fifos().resolve("file"));
        Path elsewhere = folder.resolve("elsewhere");
        Files.createDirectory(elsewhere);
        Path link = Files.createSymbolicLink(fifos().resolve("link"), fifo("real"));
        assertRefused(file.toString(), "it is no named pipe");
        assertRefused(link.toString(), "it is no named pipe");
        assertRefused(fifos().resolve("absent").toString(), "there is no " + fifos().resolve("absent"));
        assertRefused(elsewhere.resolve("a").toString(), "it is not in " + fifos());
        assertRefused(fifos() + "/../elsewhere/a", "it is not in " + fifos());
        assertRefused("a", "it is not in " + fifos());
        assertRefused("", "it is not in " + fifos());
        assertThat(collector.counts()).isEqualTo(LogCounts.NONE);
    }

    private void assertRefused(String path, String reason) {
        assertThatThrownBy(() -> collector.startLogging(new StartLoggingRequest(path, info("c"))))
                .isInstanceOf(DriverException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void aStartThatTheBackendRefusesOpensNothing() throws Exception {
        LogBackend picky = new MemoryLogs() {
            @Override
            public void check(Info info) {
                throw new DriverException("unknown option colour");
            }
        };
        try (LogCollector other = LogCollector.open(folder.resolve("other"), fifos(), picky, limits)) {
            String fifo = fifo("a").toString();
            assertThatThrownBy(() -> other.startLogging(new StartLoggingRequest(fifo, info("c"))))
                    .hasMessage("unknown option colour");
            assertThat(folder.resolve("other/fifos")).isEmptyDirectory();
        }
    }

    @Test
    void repeatedCallsAreHarmless() throws Exception {
        FileChannel pipe = started("c", "a");
        collector.startLogging(new StartLoggingRequest(fifos().resolve("a").toString(), info("c")));
        write(pipe, "one");
        stop("a");
        stop("a");
        collector.stopLogging(new StopLoggingRequest("/never/heard/of"));
        awaitStored("c", 1);
        assertThat(backend.texts("c")).containsExactly("one");
    }

    @Test
    void aContainerThatIsStartedAgainGoesOnInOrder() throws Exception {
        CountDownLatch gate = backend.stuck();
        write(started("c", "a"), "one");
        stop("a");
        write(started("c", "b"), "two");
        stop("b");
        gate.countDown();
        awaitStored("c", 2);
        assertThat(backend.texts("c")).containsExactly("one", "two");
        await("the log is closed", () -> backend.closed().contains("c"));
    }

    /** A dockerd that was killed left its FIFO behind, and comes with another. */
    @Test
    void aHostThatWasKilledLeavesNothingBehindInThePlugin() throws Exception {
        FileChannel orphan = started("c", "a");
        write(orphan, "one");
        orphan.close();
        FileChannel next = started("c", "b");
        write(next, "two");
        awaitStored("c", 2);
        await("the orphan is let go of", () -> notes() == 1);
        write(next, "three");
        awaitStored("c", 3);
        assertThat(backend.texts("c")).containsExactlyInAnyOrder("one", "two", "three");
    }

    @Test
    void aSecondFifoOfALivingHostTakesNothingFromTheFirst() throws Exception {
        FileChannel first = started("c", "a");
        FileChannel second = started("c", "b");
        stop("b");
        write(first, "still read");
        awaitStored("c", 1);
        assertThat(second.isOpen()).isTrue();
    }

    /** As systemd makes it for a service. */
    @Test
    void inAFolderThatIsThereAndOpenToAllOnlyTheOwnerGetsAtWhatIsKept() throws Exception {
        Path state = folder.resolve("state");
        for (Path open : List.of(state, state.resolve("fifos"), state.resolve("waiting"))) {
            Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        reopen(limits.waiting(0, 1_000));
        CountDownLatch gate = backend.stuck();
        write(started("c", "a"), "one");
        backend.awaitStuck();
        assertThat(permissions(state.resolve("fifos"))).containsExactly("rwx------", "rw-------");
        assertThat(permissions(state.resolve("waiting"))).containsExactly("rwx------", "rw-------");
        gate.countDown();
    }

    /** Of a folder and what is in it. */
    private static List<String> permissions(Path folder) throws IOException {
        List<String> permissions = new ArrayList<>();
        try (var files = Files.walk(folder)) {
            for (Path file : files.toList()) {
                permissions.add(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
            }
        }
        return permissions;
    }

    @Test
    void linesOfAnyLengthComeWhole() throws Exception {
        FileChannel pipe = started("c", "a");
        String line = "x".repeat(100_000);
        for (int i = 0; i < 7; i++) {
            byte[] piece = line.substring(i * 16_384, Math.min(line.length(), (i + 1) * 16_384))
                    .getBytes(UTF_8);
            PartialMetadata metadata = new PartialMetadata(i == 6, "id", i + 1);
            write(pipe, LogCodec.frame(new LogEntry("stdout", 1, piece, true, metadata)));
        }
        awaitStored("c", 1);
        assertThat(backend.texts("c")).isEqualTo(List.of(line));
    }

    @Test
    void whatFailsWhereNothingShouldDoesNotEndTheLogOfItsContainer() throws Exception {
        AtomicBoolean once = new AtomicBoolean(true);
        MemoryLogs failing = new MemoryLogs() {
            @Override
            public void append(Info info, List<LogEntry> more) throws IOException {
                if (once.getAndSet(false)) {
                    throw new Unprintable();
                }
                super.append(info, more);
            }
        };
        collector.close();
        collector = LogCollector.open(folder.resolve("state"), fifos(), failing, limits);
        FileChannel pipe = started("c", "a");
        write(pipe, "one");
        await("the next try", () -> failing.of("c").size() == 1);
        write(pipe, "two");
        stop("a");
        write(started("c", "b"), "three");
        stop("b");
        await("all are stored", () -> failing.of("c").size() == 3);
        assertThat(failing.texts("c")).containsExactly("one", "two", "three");
        awaitCounts(new LogCounts(3, 3, 0, 0));
    }

    @Test
    void anErrorOfTheBackendAtTheEndOfALogDoesNotKeepItsContainerFromTheNext() throws Exception {
        AtomicInteger ends = new AtomicInteger();
        MemoryLogs failing = new MemoryLogs() {
            @Override
            public synchronized void close(Info info) {
                ends.incrementAndGet();
                throw new LinkageError("a class is missing");
            }
        };
        collector.close();
        collector = LogCollector.open(folder.resolve("state"), fifos(), failing, limits);
        write(started("c", "a"), "one");
        stop("a");
        await("the end", () -> ends.get() > 0);
        write(started("c", "b"), "two");
        stop("b");
        await("both are stored", () -> failing.of("c").size() == 2);
    }
}
