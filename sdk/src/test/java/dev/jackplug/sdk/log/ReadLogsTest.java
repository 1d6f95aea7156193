package dev.jackplug.sdk.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jackplug.protocol.log.LogDriver;
import dev.jackplug.protocol.log.LogEntry;
import dev.jackplug.protocol.log.LogStream;
import dev.jackplug.protocol.log.ReadConfig;
import dev.jackplug.protocol.log.ReadLogsRequest;
import dev.jackplug.sdk.Loopback;
import java.nio.channels.FileChannel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code docker logs} is shown. */
class ReadLogsTest extends LogFixture {

    @BeforeEach
    void fill() {
        List<LogEntry> entries = new ArrayList<>();
        for (int i = 1; i <= 5; i++) {
            entries.add(LogEntry.of(i % 2 == 0 ? "stderr" : "stdout", Instant.ofEpochSecond(i), "line " + i));
        }
        backend.put("c", entries);
    }

    private LogDriver host() {
        return Loopback.join(LogDriver.SUBSYSTEM, collector);
    }

    private LogStream read(ReadConfig config) {
        return host().readLogs(new ReadLogsRequest(info("c"), config));
    }

    private static List<LogEntry> all(LogStream stream) {
        List<LogEntry> all = new ArrayList<>();
        for (Optional<LogEntry> next = stream.next(); next.isPresent(); next = stream.next()) {
            all.add(next.get());
        }
        return all;
    }

    private String shown(ReadConfig config) {
        StringBuilder shown = new StringBuilder();
        all(read(config)).forEach(entry -> shown.append(entry.text()));
        return shown.toString();
    }

    @Test
    @Tag("held-188")
    void everyLineHasItsNewlineAndItsSource() {
        assertThat(shown(ReadConfig.ALL)).isEqualTo("line 1\nline 2\nline 3\nline 4\nline 5\n");
        assertThat(all(read(ReadConfig.ALL)))
                .extracting(LogEntry::source)
                .containsExactly("stdout", "stderr", "stdout", "stderr", "stdout");
    }

    @Test
    @Tag("held-188")
    void aPartThatIsNotEndedHasNoneAndOtherSourcesAreNotShown() {
        backend.put(
                "c",
                List.of(
                        new LogEntry("stdout", 1, "begun, ".getBytes(UTF_8), true, null),
                        new LogEntry("journal", 1, "internal".getBytes(UTF_8)),
                        new LogEntry("stdout", 1, "ended".getBytes(UTF_8)),
                        new LogEntry("stdout", 1, new byte[0]),
                        new LogEntry("stdout", 1, "prompt> ".getBytes(UTF_8), true, null)));
        assertThat(shown(ReadConfig.ALL)).isEqualTo("begun, ended\n\nprompt> ");
    }

    @ParameterizedTest
    @Tag("held-189")
    @CsvSource({"-1,5", "-7,5", "0,0", "1,1", "4,4", "5,5", "9,5"})
    void tailIsTheLastSoManyAndANegativeOneAll(int tail, int count) {
        List<LogEntry> shown = all(read(ReadConfig.ALL.tail(tail)));
        assertThat(shown).hasSize(count);
        assertThat(shown)
                .allSatisfy(entry -> assertThat(entry.time().getEpochSecond()).isGreaterThan(5 - count));
    }

    @Test
    @Tag("held-189")
    void sinceAndUntilIncludeTheirOwnTime() {
        assertThat(shown(ReadConfig.ALL.since(Instant.ofEpochSecond(4)))).isEqualTo("line 4\nline 5\n");
        assertThat(shown(ReadConfig.ALL.until(Instant.ofEpochSecond(2)))).isEqualTo("line 1\nline 2\n");
        ReadConfig between = ReadConfig.ALL.since(Instant.ofEpochSecond(2)).until(Instant.ofEpochSecond(4));
        assertThat(shown(between)).isEqualTo("line 2\nline 3\nline 4\n");
        assertThat(shown(between.tail(2))).isEqualTo("line 3\nline 4\n");
        assertThat(shown(ReadConfig.ALL.since(Instant.ofEpochSecond(6)))).isEmpty();
    }

    @Test
    void nothingIsShownOfAContainerThatWroteNothing() {
        backend.put("c", List.of());
        assertThat(shown(ReadConfig.ALL)).isEmpty();
    }

    @Test
    void followingAContainerThatDoesNotRunEndsWithWhatIsThere() {
        assertThat(shown(ReadConfig.ALL.following().tail(1))).isEqualTo("line 5\n");
    }

    @Test
    @Tag("held-189")
    void followingGoesOnUntilTheContainerEnds() throws Exception {
        FileChannel pipe = started("c", "a");
        LogStream stream = read(ReadConfig.ALL.tail(1).following());
        assertThat(stream.next())
                .hasValueSatisfying(entry -> assertThat(entry.text()).isEqualTo("line 5\n"));
        for (int i = 6; i < 100; i++) {
            String text = "line " + i;
            write(pipe, text);
            assertThat(stream.next())
                    .hasValueSatisfying(entry -> assertThat(entry.text()).isEqualTo(text + "\n"));
        }
        write(pipe, "the last");
        stop("a");
        assertThat(stream.next())
                .hasValueSatisfying(entry -> assertThat(entry.text()).isEqualTo("the last\n"));
        assertThat(stream.next()).isEmpty();
    }

    @Test
    void followingWithoutATailShowsOnlyWhatComes() throws Exception {
        FileChannel pipe = started("c", "a");
        LogStream stream = read(ReadConfig.ALL.tail(0).following());
        write(pipe, "new");
        assertThat(stream.next())
                .hasValueSatisfying(entry -> assertThat(entry.text()).isEqualTo("new\n"));
    }

    @Test
    void followingEndsThoughTheBackendIsStuckWhenTheContainerHasEnded() throws Exception {
        reopen(limits.settle(Duration.ofMillis(50)));
        CountDownLatch gate = backend.stuck();
        FileChannel pipe = started("c", "a");
        LogStream stream = read(ReadConfig.ALL.tail(0).following());
        write(pipe, "never stored");
        stop("a");
        assertThat(stream.next()).isEmpty();
        gate.countDown();
    }

    @Test
    void whoeverFollowsIsInterruptedWhenTheHostHangsUp() throws Exception {
        started("c", "a");
        LogStream stream = collector.readLogs(
                new ReadLogsRequest(info("c"), ReadConfig.ALL.tail(0).following()));
        FutureTask<Optional<LogEntry>> follower = new FutureTask<>(stream::next);
        Thread thread = new Thread(follower);
        thread.start();
        thread.interrupt();
        assertThat(follower.get(HANG.toSeconds(), TimeUnit.SECONDS)).isEmpty();
    }

    @Test
    void whatWasWrittenBeforeTheQuestionIsInTheAnswer() throws Exception {
        FileChannel pipe = started("c", "a");
        for (int i = 0; i < 1_000; i++) {
            write(pipe, "more");
        }
        stop("a");
        assertThat(all(read(ReadConfig.ALL))).hasSize(1_005);
    }
}
