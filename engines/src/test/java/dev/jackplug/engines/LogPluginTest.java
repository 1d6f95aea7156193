package dev.jackplug.engines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jackplug.engines.Namespaces.Outcome;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The logs of containers through {@code examples/log} under dockerd. podman has no log plugins. */
@Tag("engine")
@Tag("engine-room")
class LogPluginTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private static Dockerd engine;
    private static ExampleProcess plugin;
    private static Path root;
    private static int containers;

    @BeforeAll
    static void start() throws Exception {
        engine = Dockerd.start();
        String name = engine.newName();
        root = engine.room().volumes().resolve(name);
        plugin = ExampleProcess.start(engine, "log", name, "--root", root.toString());
    }

    @AfterAll
    static void close() throws Exception {
        if (engine != null) {
            engine.close();
        }
    }

    @Test
    void whatAContainerWritesIsShownByLogsWhenItHasEnded() throws Exception {
        String container = ended("echo out; echo err >&2; echo; printf 'no newline'");

        Outcome logs = engine.run("logs", container);

        assertThat(logs.out()).isEqualTo("out\n\nno newline");
        assertThat(logs.err()).isEqualTo("err\n");
        saw("logs of a container that has ended", "every byte, by stdout and stderr");
    }

    @Test
    void linesOfAnyLengthAreWhole() throws Exception {
        String container = ended("head -c 16384 /dev/zero | tr '\\0' x; echo;"
                + " head -c 100000 /dev/zero | tr '\\0' y; echo; echo end");

        assertThat(logs(container)).isEqualTo("x".repeat(16_384) + "\n" + "y".repeat(100_000) + "\nend\n");
        saw("lines of 16,384 and of 100,000 bytes", "are whole again");
    }

    @Test
    void tailIsTheLastLines() throws Exception {
        String container = ended("seq 1 100");

        assertThat(logs("--tail", "3", container)).isEqualTo("98\n99\n100\n");
        assertThat(logs("--tail", "0", container)).isEmpty();
        assertThat(logs("--tail", "all", container).lines()).hasSize(100);
        saw("logs --tail", "the last lines; 0 is none, all is all");
    }

    @Test
    void sinceAndUntilAreHonoured() throws Exception {
        String container = ended("for i in 1 2 3 4; do echo $i; usleep 20000; done");
        List<String> times = logs("--timestamps", container)
                .lines()
                .map(line -> line.substring(0, line.indexOf(' ')))
                .toList();
        assertThat(times).hasSize(4);

        assertThat(logs("--since", times.get(2), container)).isEqualTo("3\n4\n");
        assertThat(logs("--until", times.get(1), container)).isEqualTo("1\n2\n");
        assertThat(logs("--since", times.get(1), "--tail", "1", container)).isEqualTo("4\n");
        saw("logs --since, --until", "from that time on, and up to it");
    }

    @Test
    void followGoesOnUntilTheContainerEnds() throws Exception {
        String container = running(untilTold("echo one", "echo two"));
        List<String> command = new ArrayList<>(engine.command());
        command.addAll(List.of("logs", "--follow", container));
        Background follower = engine.room().start(command.toArray(String[]::new));
        follower.awaitUntil("the first line is shown", LIMIT, () -> follower.logHasLine("one"));

        engine.runWell("kill", "--signal", "USR1", container);
        follower.awaitEnd(LIMIT);

        assertThat(Background.text(follower.log())).isEqualTo("one\ntwo\n");
        saw("logs --follow", "each line as it comes, until the container ends");
    }

    @Test
    void aHundredThousandLinesAreAllThereAndInOrder() throws Exception {
        int lines = 100_000;
        String container = ended("seq 1 " + lines);

        assertThat(logs(container).lines().map(Integer::valueOf).toList())
                .isEqualTo(IntStream.rangeClosed(1, lines).boxed().toList());
        saw("100,000 lines at once", "all there, in order");
    }

    @Test
    void theOldestFilesGoWhenTheirNumberIsLimited() throws Exception {
        String container = ended("seq 1 20000", "--log-opt", "max-size=50k", "--log-opt", "max-file=3");

        List<String> left = logs(container).lines().toList();

        assertThat(left).hasSizeBetween(1, 5_000);
        assertThat(left.get(left.size() - 1)).isEqualTo("20000");
        try (var files = Files.list(folder(container))) {
            assertThat(files.map(file -> file.getFileName().toString().replaceFirst("[0-9]+", "N")))
                    .containsExactlyInAnyOrder("N.json", "N.json.gz", "N.json.gz");
        }
        saw("max-size and max-file", "the last files are kept, all but one compressed");
    }

    /** The file that the backend wants to write to is a pipe that nobody reads: it hangs, as on a dead network mount. */
    @Test
    void aContainerStopsThoughTheBackendIsStuckAndNothingIsLost() throws Exception {
        int lines = 50_000;
        String container = created("seq 1 " + lines + "; touch /written; sleep 600");
        Path file = Files.createDirectories(folder(container)).resolve("1.json");
        assertThat(new ProcessBuilder("mkfifo", file.toString()).start().waitFor())
                .isZero();
        engine.runWell("start", container);
        await(() -> engine.run("exec", container, "/bin/busybox", "test", "-e", "/written")
                        .exitCode()
                == 0);

        engine.runWell("stop", "--time", "0", container);

        assertThat(state(container)).isEqualTo("exited");
        assertThat(read(file, lines))
                .isEqualTo(IntStream.rangeClosed(1, lines)
                        .mapToObj(i -> "{\"log\":\"" + i + "\\n\"")
                        .toList());
        saw(
                "the backend is stuck while a container writes 50,000 lines and is stopped",
                "it writes on, and stops; the lines are stored once the backend is well again");
    }

    private static List<String> read(Path pipe, int count) throws IOException {
        List<String> begun = new ArrayList<>();
        // Open for writing too, so that there is no end between two writes.
        try (FileChannel channel = FileChannel.open(pipe, StandardOpenOption.READ, StandardOpenOption.WRITE);
                BufferedReader lines = new BufferedReader(
                        new InputStreamReader(Channels.newInputStream(channel), StandardCharsets.UTF_8))) {
            while (begun.size() < count) {
                String line = lines.readLine();
                begun.add(line.substring(0, line.indexOf(',')));
            }
        }
        return begun;
    }

    @Test
    void aContainerThatIsStartedAgainHasOneLog() throws Exception {
        String container = ended("echo hello");

        engine.runWell("start", container);
        engine.runWell("wait", container);

        assertThat(logs(container)).isEqualTo("hello\nhello\n");
        saw("a container is started twice", "logs shows both runs");
    }

    @Test
    void thePluginIsKilledAndStartedAgainUnderARunningContainer() throws Exception {
        String container = running(untilTold("echo before", "echo after"));
        await(() -> logs(container).equals("before\n"));

        plugin.kill();
        plugin.restart();
        engine.runWell("kill", "--signal", "USR1", container);
        engine.runWell("wait", container);

        assertThat(logs(container)).isEqualTo("before\nafter\n");
        saw(
                "the plugin is killed and started again under a running container",
                "it goes on with the pipe that it had open; dockerd does not say it again");
    }

    @Test
    void thePluginIsKilledWhileAContainerWritesAsFastAsItCan() throws Exception {
        String container = running(untilTold("seq 1 300000", "echo 300001"));
        Path file = folder(container).resolve("1.json");
        await(() -> Files.exists(file));

        plugin.kill();
        plugin.restart();
        engine.runWell("kill", "--signal", "USR1", container);
        engine.runWell("wait", container);

        List<Integer> stored = logs(container).lines().map(Integer::valueOf).toList();
        assertThat(stored).isSorted().doesNotHaveDuplicates().startsWith(1).endsWith(300_001);
        saw(
                "the plugin is killed while a container writes as fast as it can, and started again",
                "the container goes on to its end; only what the killed process had in hand is missing");
    }

    @Test
    void dockerdIsEndedAndStartedAgain() throws Exception {
        String container = running("trap exit TERM; echo before; sleep 600 & wait");
        await(() -> logs(container).equals("before\n"));

        engine.restart();
        String kept = logs(container);
        engine.runWell("start", container);
        await(() -> logs(container).equals("before\nbefore\n"));
        engine.removeContainer(container);

        assertThat(kept).isEqualTo("before\n");
        saw("dockerd is ended and started again", "the log is there, and goes on when the container does");
    }

    @Test
    void anOptionThatThePluginDoesNotKnowIsRefusedWithItsWords() throws Exception {
        Outcome refused = engine.run(container("run", "true", "--rm", "--log-opt", "colour=red"));

        assertThat(refused.exitCode()).isNotZero();
        assertThat(refused.err()).contains("unknown log option colour");
        saw("run with an option that the plugin does not know", Findings.words(refused));
    }

    @Test
    void whatDockerdActsOnItselfIsNotRefused() throws Exception {
        String container = ended(
                "echo hello",
                "--log-opt",
                "mode=non-blocking",
                "--log-opt",
                "max-buffer-size=1m",
                "--log-opt",
                "tag=t");

        assertThat(logs(container)).isEqualTo("hello\n");
        saw("run with options that dockerd acts on itself", "works");
    }

    /** A script that is told to go on by a signal: an exec could be killed by the end of the container that it brings about. */
    private static String untilTold(String first, String then) {
        return "trap told=1 USR1; " + first + "; until [ $told ]; do usleep 10000; done; " + then;
    }

    private static String[] container(String verb, String script, String... options) {
        List<String> words = new ArrayList<>(List.of(
                verb, "--network", "none", "--cgroup-parent", engine.room().controlGroup()));
        words.addAll(List.of("--log-driver", plugin.name()));
        words.addAll(List.of(options));
        words.addAll(List.of(Engine.IMAGE, "/bin/busybox", "sh", "-c", script));
        return words.toArray(String[]::new);
    }

    private static String created(String script, String... options) throws Exception {
        List<String> named = new ArrayList<>(List.of("--name", "logged" + ++containers));
        named.addAll(List.of(options));
        engine.runWell(container("create", script, named.toArray(String[]::new)));
        return "logged" + containers;
    }

    private static String running(String script) throws Exception {
        String name = created(script);
        engine.runWell("start", name);
        return name;
    }

    private static String ended(String script, String... options) throws Exception {
        String name = created(script, options);
        engine.runWell("start", name);
        engine.runWell("wait", name);
        return name;
    }

    private static String logs(String... arguments) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("logs"));
        words.addAll(List.of(arguments));
        return engine.runWell(words.toArray(String[]::new));
    }

    private static Path folder(String container) throws Exception {
        String id = engine.runWell("inspect", "--format", "{{.Id}}", container).strip();
        return root.resolve("containers").resolve(id);
    }

    private static String state(String container) throws Exception {
        return engine.runWell("inspect", "--format", "{{.State.Status}}", container)
                .strip();
    }

    private static void await(Background.Condition condition) throws IOException, InterruptedException {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!condition.holds()) {
            assertThat(System.nanoTime() - end).as("nanoseconds too late").isNegative();
        }
    }

    private static void saw(String scenario, String outcome) throws IOException {
        Findings.saw(engine, "The example log plugin", scenario, outcome);
    }
}
