package dev.jackplug.host.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jackplug.host.Directories;
import dev.jackplug.host.Plugins;
import dev.jackplug.protocol.log.Info;
import dev.jackplug.protocol.log.LogDriver;
import dev.jackplug.protocol.log.LogEntry;
import dev.jackplug.protocol.log.LogStream;
import dev.jackplug.protocol.log.ReadConfig;
import dev.jackplug.sdk.PluginServer;
import dev.jackplug.sdk.log.LogBackend;
import dev.jackplug.sdk.log.LogCollector;
import dev.jackplug.sdk.log.LogCounts;
import dev.jackplug.sdk.log.LogLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Our host and our plugin, with a real FIFO and a real socket between them. */
class LogEndToEndTest {

    private static final Info INFO = Info.of("c", "/c", Map.of());

    private Path folder;
    private LogCollector collector;
    private PluginServer server;
    private Plugins plugins;

    /** Keeps what it is given. */
    private static final class Kept implements LogBackend {
        private final List<LogEntry> entries = new ArrayList<>();

        @Override
        public synchronized void append(Info info, List<LogEntry> more) {
            entries.addAll(more);
        }

        @Override
        public boolean readsLogs() {
            return true;
        }

        @Override
        public LogStream read(Info info, ReadConfig wanted) {
            return new LogStream() {
                private int next;

                @Override
                public Optional<LogEntry> next() {
                    synchronized (Kept.this) {
                        return next < entries.size() ? Optional.of(entries.get(next++)) : Optional.empty();
                    }
                }
            };
        }
    }

    @BeforeEach
    void serve() throws IOException {
        folder = Files.createTempDirectory("jp");
        start();
        plugins = Plugins.builder()
                .directories(new Directories(List.of(folder), List.of()))
                .build();
    }

    private void start() {
        collector =
                LogCollector.open(folder.resolve("state"), folder.resolve("logging"), new Kept(), LogLimits.DEFAULT);
        server = PluginServer.named("p")
                .serving(LogDriver.SUBSYSTEM, collector)
                .socket(folder.resolve("p.sock"))
                .withoutShutdownHook()
                .start();
    }

    @AfterEach
    void stop() throws IOException {
        plugins.close();
        server.close();
        collector.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private LogSession session() {
        return LogSession.start(plugins.driver("p", LogDriver.SUBSYSTEM), folder.resolve("logging"), INFO);
    }

    private static void say(LogSession session, String text) {
        byte[] bytes = text.getBytes(UTF_8);
        session.stdout(bytes, 0, bytes.length);
    }

    private static String all(LogStream stream) {
        StringBuilder all = new StringBuilder();
        try (stream) {
            for (Optional<LogEntry> next = stream.next(); next.isPresent(); next = stream.next()) {
                all.append(next.get().text());
            }
        }
        return all.toString();
    }

    @Test
    void whatAContainerWritesIsWhatIsReadBackToTheByte() {
        String output = "one\n\n" + "x".repeat(16_384) + "\n" + "y".repeat(100_000) + "\nend";
        LogSession session = session();
        say(session, output);
        assertThat(session.readsLogs()).isTrue();
        session.close();
        assertThat(all(session.read(ReadConfig.ALL))).isEqualTo(output);
        assertThat(all(session.read(ReadConfig.ALL.tail(1)))).isEqualTo("end");
        assertThat(folder.resolve("logging")).isEmptyDirectory();
    }

    @Test
    void manyLinesFromManyThreadsAreAllThere() throws InterruptedException {
        LogSession session = session();
        List<Thread> threads = Stream.of("stdout", "stderr")
                .map(source -> new Thread(() -> {
                    for (int i = 0; i < 20_000; i++) {
                        byte[] line = (source + " " + i + "\n").getBytes(UTF_8);
                        if (source.equals("stdout")) {
                            session.stdout(line, 0, line.length);
                        } else {
                            session.stderr(line, 0, line.length);
                        }
                    }
                }))
                .toList();
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        session.close();
        long dropped = session.dropped();
        assertThat(session.written()).isEqualTo(40_000 - dropped);
        LogCounts counts = collector.counts();
        assertThat(counts.taken()).isEqualTo(40_000 - dropped);
        List<String> lines = all(session.read(ReadConfig.ALL)).lines().toList();
        assertThat(lines).hasSize((int) (40_000 - dropped));
        assertThat(lines.stream()
                        .filter(line -> line.startsWith("stdout"))
                        .map(line -> Integer.valueOf(line.substring(7))))
                .isSorted();
    }

    @Test
    void whoFollowsSeesEachLineAsItComesAndTheEnd() {
        LogSession session = session();
        say(session, "first\n");
        LogStream stream = session.read(ReadConfig.ALL.following());
        assertThat(stream.next().orElseThrow().text()).isEqualTo("first\n");
        say(session, "second\n");
        assertThat(stream.next().orElseThrow().text()).isEqualTo("second\n");
        session.close();
        assertThat(stream.next()).isEmpty();
        stream.close();
    }

    @Test
    void aPluginThatIsStartedAgainGoesOnReading() {
        LogSession session = session();
        server.close();
        collector.close();
        say(session, "while it was away\n");
        start();
        say(session, "now\n");
        session.close();
        assertThat(all(session.read(ReadConfig.ALL))).isEqualTo("while it was away\nnow\n");
    }
}
