package example.log;

import static example.log.RunningPlugin.all;
import static example.log.RunningPlugin.awaitFirst;
import static example.log.RunningPlugin.say;
import static example.log.RunningPlugin.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jackplug.host.log.LogSession;
import dev.jackplug.protocol.DriverException;
import dev.jackplug.protocol.PluginException;
import dev.jackplug.protocol.log.LogEntry;
import dev.jackplug.protocol.log.LogStream;
import dev.jackplug.protocol.log.ReadConfig;
import dev.jackplug.sdk.log.LogCollector;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class LogPluginTest {

    @AutoClose
    private final RunningPlugin plugin = new RunningPlugin();

    LogPluginTest() throws IOException {}

    @Test
    void oneLineSaysWhereItListensAndWhatToTypeNext() {
        assertThat(plugin.greeting())
                .contains("listening at unix://" + plugin.socket())
                .contains("docker run --log-driver logs");
    }

    @Test
    void theLogIsLinesOfJsonAsDockersOwn() throws IOException {
        LogSession session = plugin.start("web", Map.of());
        say(session, "hello\n\tü \"quoted\"\nprompt> ");
        session.close();
        assertThat(text(all(session, ReadConfig.ALL))).isEqualTo("hello\n\tü \"quoted\"\nprompt> ");
        List<String> lines = Files.readAllLines(plugin.files("web").resolve("1.json"));
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).matches("\\{\"log\":\"hello\\\\n\",\"stream\":\"stdout\",\"time\":\"20[^\"]*Z\"}");
        assertThat(lines.get(1)).contains("\"log\":\"\\tü \\\"quoted\\\"\\n\"");
        assertThat(lines.get(2)).contains("\"log\":\"prompt> \"");
    }

    @Test
    void whatIsTooLargeIsRotatedCompressedAndReadBackAllTheSame() throws IOException {
        LogSession session = plugin.start("web", Map.of("max-size", "2k", "max-file", "1000"));
        StringBuilder said = new StringBuilder();
        for (int i = 0; i < 2_000; i++) {
            said.append("line ").append(i).append('\n');
        }
        say(session, said.toString());
        session.close();
        assertThat(text(all(session, ReadConfig.ALL))).isEqualTo(said.toString());
        assertThat(text(all(session, ReadConfig.ALL.tail(500)))).isEqualTo(said.substring(said.indexOf("line 1500\n")));
        try (var files = Files.list(plugin.files("web"))) {
            List<String> names =
                    files.map(file -> file.getFileName().toString()).sorted().toList();
            assertThat(names).hasSizeGreaterThan(50).contains("1.json.gz", "2.json.gz");
            assertThat(names.stream().filter(name -> name.endsWith(".json"))).hasSize(1);
        }
    }

    @Test
    void ofTheFilesOnlyTheNewestAreKept() throws IOException {
        LogSession session = plugin.start("web", Map.of("max-size", "2k", "max-file", "3"));
        for (int i = 0; i < 2_000; i++) {
            say(session, "line " + i + "\n");
        }
        session.close();
        List<LogEntry> left = all(session, ReadConfig.ALL);
        assertThat(left).isNotEmpty().hasSizeLessThan(100);
        assertThat(left.get(left.size() - 1).text()).isEqualTo("line 1999\n");
        try (var files = Files.list(plugin.files("web"))) {
            assertThat(files.toList())
                    .hasSize(3)
                    .allSatisfy(file -> assertThat(Files.size(file)).isLessThanOrEqualTo(2_048));
        }
    }

    @Test
    void sinceAndUntilAreHonoured() {
        LogSession session = plugin.start("web", Map.of());
        say(session, "old\n");
        Instant old = awaitFirst(session).time();
        say(session, "new\n");
        session.close();
        assertThat(text(all(session, ReadConfig.ALL.since(old.plusNanos(1))))).isEqualTo("new\n");
        assertThat(text(all(session, ReadConfig.ALL.until(old)))).isEqualTo("old\n");
    }

    @Test
    void whoFollowsIsLedThroughRotationsToTheEnd() {
        LogSession session = plugin.start("web", Map.of("max-size", "1k", "max-file", "2"));
        try (LogStream stream = session.read(ReadConfig.ALL.following())) {
            for (int i = 0; i < 200; i++) {
                say(session, "line " + i + "\n");
                assertThat(stream.next().orElseThrow().text()).isEqualTo("line " + i + "\n");
            }
            session.close();
            assertThat(stream.next()).isEmpty();
        }
    }

    @Test
    void anOptionThatItDoesNotKnowIsRefusedByItsName() {
        assertThatThrownBy(() -> plugin.start("web", Map.of("max-sise", "10m")))
                .isInstanceOf(DriverException.class)
                .hasMessageContaining("unknown log option max-sise; there are max-size=10m and max-file=5");
        assertThatThrownBy(() -> plugin.start("../web", Map.of()))
                .isInstanceOf(DriverException.class)
                .hasMessageContaining("container id");
    }

    @Test
    void aKilledPluginGoesOnWhereItWas() throws Exception {
        LogSession session = plugin.start("web", Map.of());
        say(session, "before\n");
        assertThat(awaitFirst(session).text()).isEqualTo("before\n");
        plugin.kill();
        Files.writeString(
                plugin.files("web").resolve("1.json"), "{\"log\":\"half a li", java.nio.file.StandardOpenOption.APPEND);
        say(session, "while it was away\n");
        plugin.restart();
        say(session, "after\n");
        session.close();
        assertThat(text(all(session, ReadConfig.ALL))).isEqualTo("before\nwhile it was away\nafter\n");
    }

    @Test
    void sigtermStoresWhatWasTakenAndRemovesTheSocket() throws Exception {
        LogSession session = plugin.start("web", Map.of());
        say(session, "one\ntwo\n");
        session.close();
        assertThat(plugin.terminate()).isEqualTo("stopped: 2 log entries stored, 0 dropped");
        assertThat(plugin.socket()).doesNotExist();
        assertThat(Files.readAllLines(plugin.files("web").resolve("1.json"))).hasSize(2);
    }

    /** Who follows makes the server take its whole drain, and a backend that is stuck the collector its whole stop. */
    @Test
    void sigtermEndsItBeforeSigkillComesAlsoWhileSomebodyFollows() throws Exception {
        assertThat(Main.SERVER.drain().plus(Main.LOGS.stop())).isLessThan(Duration.ofSeconds(10));
        LogSession session = plugin.start("web", Map.of());
        say(session, "one\n");
        try (LogStream stream = session.read(ReadConfig.ALL.following())) {
            assertThat(stream.next().orElseThrow().text()).isEqualTo("one\n");
            assertThat(plugin.terminate()).isEqualTo("stopped: 1 log entries stored, 0 dropped");
        }
        assertThatThrownBy(session::close).isInstanceOf(PluginException.class); // it is not there any more
    }

    @Test
    void aSecondPluginWithTheSameRootIsRefusedAndTheFirstGoesOn() throws Exception {
        LogSession session = plugin.start("web", Map.of());
        say(session, "before\n");
        Process second = plugin.second("other", plugin.root());
        try {
            assertThat(second.inputReader(StandardCharsets.UTF_8).readLine())
                    .startsWith("the log collector in ")
                    .contains("/root/collector is in use by process");
            assertThat(second.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(second.exitValue()).isEqualTo(1);
        } finally {
            second.destroyForcibly();
        }
        say(session, "after\n");
        session.close();
        assertThat(text(all(session, ReadConfig.ALL))).isEqualTo("before\nafter\n");
    }

    @Test
    void aPluginThatCannotListenLeavesItsFolderAsItWas(@TempDir Path root) {
        int end = new CommandLine(new Main())
                .setExecutionExceptionHandler((e, line, parsed) -> 1)
                .execute(
                        "--name",
                        "logs",
                        "--sockets",
                        plugin.socket().getParent().toString(),
                        "--root",
                        root.toString(),
                        "--fifos",
                        root.resolve("fifos").toString());
        assertThat(end).isEqualTo(1);
        LogCollector.open(root.resolve("collector"), new JsonFiles(root)).close(); // it was closed, or this is refused
    }

    @Test
    void anArgumentThatItDoesNotKnowIsNamedBesideTheOneThatWasMeant() throws Exception {
        Process second = RunningPlugin.java("--rooot", "/nowhere");
        try {
            String said = new String(second.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(second.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(second.exitValue()).isEqualTo(2);
            assertThat(said).contains("'--rooot'", "--root");
        } finally {
            second.destroyForcibly();
        }
    }
}
