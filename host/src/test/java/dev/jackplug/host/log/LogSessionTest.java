package dev.jackplug.host.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jackplug.protocol.DriverException;
import dev.jackplug.protocol.log.CapabilitiesReply;
import dev.jackplug.protocol.log.Info;
import dev.jackplug.protocol.log.LogDriver;
import dev.jackplug.protocol.log.StartLoggingRequest;
import dev.jackplug.protocol.log.StopLoggingRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a host does around a plugin's log calls. Nobody reads the FIFO here. */
class LogSessionTest {

    private static final Info INFO = Info.of("c", "/c", Map.of());
    private static final LogSession.Limits SHORT = new LogSession.Limits(10_000, Duration.ofMillis(50));

    @TempDir
    private Path folder;

    private final List<String> seen = new ArrayList<>();

    /** Notes each call, and what there was in the folder at that moment. */
    private class Noting implements LogDriver {
        @Override
        public CapabilitiesReply capabilities() {
            note("Capabilities");
            return CapabilitiesReply.READS_LOGS;
        }

        @Override
        public void startLogging(StartLoggingRequest request) {
            note("StartLogging");
            assertThat(request.info()).isEqualTo(INFO);
            assertThat(Path.of(request.file())).exists();
        }

        @Override
        public void stopLogging(StopLoggingRequest request) {
            note("StopLogging");
            assertThat(Path.of(request.file())).exists();
        }
    }

    private void note(String call) {
        seen.add(call + " with " + fifos().size());
    }

    private Path logging() {
        return folder.resolve("run/logging");
    }

    private List<Path> fifos() {
        try (Stream<Path> files = Files.exists(logging()) ? Files.list(logging()) : Stream.of()) {
            return files.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    @Tag("held-177")
    @Tag("held-185")
    void theFifoIsMadeAfterTheQuestionAndRemovedAfterTheEnd() {
        LogSession session = LogSession.start(new Noting(), logging(), INFO);
        assertThat(session.readsLogs()).isTrue();
        session.close();
        session.close();
        assertThat(seen).containsExactly("Capabilities with 0", "StartLogging with 1", "StopLogging with 1");
        assertThat(fifos()).isEmpty();
    }

    @Test
    @Tag("held-178")
    void theFifoIsForThisUserAloneAndHasANameOf64HexDigits() throws IOException {
        try (LogSession session = LogSession.start(new Noting(), logging(), INFO)) {
            assertThat(session.queued()).isZero();
            assertThat(fifos()).singleElement().satisfies(file -> {
                assertThat(file.getFileName().toString()).matches("[0-9a-f]{64}");
                assertThat((Integer) Files.getAttribute(file, "unix:mode", LinkOption.NOFOLLOW_LINKS))
                        .isEqualTo(0010700);
            });
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(logging())))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    @Tag("held-185")
    void aStartThatFailsLeavesNothingBehind() {
        LogDriver refusing = new Noting() {
            @Override
            public void startLogging(StartLoggingRequest request) {
                throw new DriverException("unknown option colour");
            }
        };
        assertThatThrownBy(() -> LogSession.start(refusing, logging(), INFO)).hasMessage("unknown option colour");
        assertThat(fifos()).isEmpty();
    }

    @Test
    @Tag("held-185")
    void anEndThatFailsLeavesNothingBehind() {
        LogSession session = LogSession.start(
                new Noting() {
                    @Override
                    public void stopLogging(StopLoggingRequest request) {
                        throw new DriverException("the disk is full");
                    }
                },
                logging(),
                INFO);
        assertThatThrownBy(session::close).hasMessage("the disk is full");
        assertThat(fifos()).isEmpty();
        session.close();
    }

    @Test
    void aFolderThatCannotBeHadIsNamed() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        assertThatThrownBy(() -> LogSession.start(new Noting(), file.resolve("logging"), INFO))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("a log pipe cannot be made in " + file.resolve("logging"));
    }

    /** Ten times what pipe and queue hold: a writer that waited would never come back. */
    @Test
    void aPluginThatDoesNotReadNeverMakesTheContainerWaitAndEveryEntryIsCounted() {
        LogSession session = LogSession.start(new Noting(), logging(), INFO, SHORT);
        byte[] line = ("x".repeat(99) + "\n").getBytes(UTF_8);
        int lines = 10_000;
        for (int i = 0; i < lines; i++) {
            session.stdout(line, 0, line.length);
        }
        assertThat(session.dropped()).isPositive();
        session.close();
        assertThat(session.queued()).isZero();
        assertThat(session.written() + session.dropped()).isEqualTo(lines);
        session.stderr(line, 0, line.length);
        assertThat(session.written() + session.dropped()).isEqualTo(lines + 1);
        assertThat(fifos()).isEmpty();
    }
}
