package dev.jackplug.protocol.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jackplug.protocol.ProtocolException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogFramesTest {

    private static List<LogEntry> entries() {
        List<LogEntry> entries = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            entries.add(new LogEntry("stdout", i, "x".repeat(i * 7 % 400).getBytes(UTF_8)));
        }
        return entries;
    }

    private static byte[] bytes(List<LogEntry> entries) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        entries.forEach(entry -> all.writeBytes(LogCodec.frame(entry)));
        return all.toByteArray();
    }

    private static ReadEntries reading(byte[] bytes) {
        return new ReadEntries(new ByteArrayInputStream(bytes));
    }

    private static List<LogEntry> all(LogStream stream) {
        List<LogEntry> all = new ArrayList<>();
        for (Optional<LogEntry> next = stream.next(); next.isPresent(); next = stream.next()) {
            all.add(next.get());
        }
        return all;
    }

    @ParameterizedTest
    @Tag("held-179")
    @ValueSource(ints = {1, 2, 3, 5, 7, 64, 1000, 1_000_000})
    void severalPerPieceAndSplitPiecesWork(int size) {
        byte[] bytes = bytes(entries());
        LogFrames frames = new LogFrames(1000);
        List<LogEntry> found = new ArrayList<>();
        for (int at = 0; at < bytes.length; at += size) {
            byte[] piece = Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + size));
            frames.add(piece, piece.length);
            for (var next = frames.next(); next.isPresent(); next = frames.next()) {
                found.add(LogCodec.decode(next.get()));
            }
        }
        assertThat(found).isEqualTo(entries());
        assertThat(frames.atBoundary()).isTrue();
    }

    @Test
    @Tag("held-183")
    void anEndBetweenTwoEntriesIsTheEnd() {
        assertThat(all(reading(bytes(entries())))).isEqualTo(entries());
        assertThat(reading(new byte[0]).next()).isEmpty();
    }

    @ParameterizedTest
    @Tag("held-183")
    @ValueSource(ints = {1, 3, 4, 5, 20})
    void anEndInsideAnEntryIsAnError(int length) {
        byte[] bytes = bytes(List.of(LogEntry.of("stdout", java.time.Instant.EPOCH, "a line of some length")));
        ReadEntries stream = reading(Arrays.copyOf(bytes, length));
        assertThatThrownBy(stream::next)
                .isInstanceOf(ProtocolException.class)
                .hasMessage("LogDriver.ReadLogs: the stream ended in the middle of an entry");
    }

    @Test
    @Tag("held-184")
    void anEntryThatIsSaidToBeHugeIsRefusedBeforeRoomIsMadeForIt() {
        ReadEntries stream = reading(new byte[] {-1, -1, -1, -1, 1, 2, 3});
        assertThatThrownBy(stream::next)
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("a log entry of 4294967295 bytes is announced, and 4194304 are allowed");
    }

    @Test
    void anEntryOfExactlyTheLimitIsTaken() {
        LogFrames frames = new LogFrames(3);
        frames.add(new byte[] {0, 0, 0, 3, 1, 2, 3, 0, 0, 0, 4}, 11);
        assertThat(frames.next())
                .hasValueSatisfying(message -> assertThat(message).containsExactly(1, 2, 3));
        assertThatThrownBy(frames::next).isInstanceOf(ProtocolException.class);
    }

    @Test
    void whatADriverWritesIsWhatAHostReads() {
        ReadEntries stream = new ReadEntries(new WrittenEntries(LogStream.of(entries())));
        assertThat(all(stream)).isEqualTo(entries());
    }

    @Test
    void whatADriverWritesCanBeReadByteByByte() throws IOException {
        try (InputStream written = new WrittenEntries(LogStream.of(entries()))) {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            for (int one = written.read(); one >= 0; one = written.read()) {
                all.write(one);
            }
            assertThat(all.toByteArray()).isEqualTo(bytes(entries()));
        }
    }

    @Test
    void whatIsReadyComesInOnePiece() throws IOException {
        try (InputStream written = new WrittenEntries(LogStream.of(entries()))) {
            byte[] all = bytes(entries());
            assertThat(written.read(new byte[all.length + 1])).isEqualTo(all.length);
            assertThat(written.read(new byte[1])).isEqualTo(-1);
        }
    }

    @Test
    void anEntryThatMayBeFollowedByAWaitComesAlone() throws IOException {
        Iterator<LogEntry> left = entries().iterator();
        try (InputStream written = new WrittenEntries(() -> Optional.of(left.next()))) {
            byte[] first = LogCodec.frame(entries().get(0));
            assertThat(written.available()).isZero();
            assertThat(written.read(new byte[1_000])).isEqualTo(first.length);
            assertThat(written.available()).isZero();
        }
    }

    @Test
    void whoeverClosesTheBytesClosesTheEntries() throws IOException {
        AtomicInteger closed = new AtomicInteger();
        new WrittenEntries(new LogStream() {
                    @Override
                    public Optional<LogEntry> next() {
                        return Optional.empty();
                    }

                    @Override
                    public void close() {
                        closed.incrementAndGet();
                    }
                })
                .close();
        assertThat(closed).hasValue(1);
    }

    @Test
    void whoeverClosesTheEntriesClosesTheBytes() {
        AtomicInteger closed = new AtomicInteger();
        InputStream bytes = new ByteArrayInputStream(new byte[0]) {
            @Override
            public void close() {
                closed.incrementAndGet();
            }
        };
        new ReadEntries(bytes).close();
        assertThat(closed).hasValue(1);
    }

    @Test
    void itSaysHowMuchIsMissingToTheNextMessage() {
        LogFrames frames = new LogFrames(10);
        assertThat(frames.missing()).isEqualTo(4);
        frames.add(new byte[] {0, 0}, 2);
        assertThat(frames.missing()).isEqualTo(2);
        frames.add(new byte[] {0, 3, 9}, 3);
        assertThat(frames.missing()).isEqualTo(2);
        frames.add(new byte[] {9, 9}, 2);
        assertThat(frames.missing()).isZero();
    }
}
