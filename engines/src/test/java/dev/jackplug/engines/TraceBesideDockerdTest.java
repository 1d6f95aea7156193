package dev.jackplug.engines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jackplug.engines.Namespaces.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** {@code jackplug trace} between a real dockerd and the volume plugin of {@code examples}. */
@Tag("engine")
class TraceBesideDockerdTest {

    private static final Path ROOT = Path.of(System.getenv("JACKPLUG_ROOT"));
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final Pattern METHOD = Pattern.compile("\"line\":\"POST /(\\S+) HTTP/1.1\"");

    private static Dockerd engine;

    @BeforeAll
    static void start() throws Exception {
        engine = Dockerd.start();
    }

    @AfterAll
    static void close() throws Exception {
        if (engine != null) {
            engine.close();
        }
    }

    private static List<String> jackplug(String... command) {
        List<String> words =
                new ArrayList<>(List.of("/usr/bin/env", "PATH=" + ROOT + ":/usr/sbin:/usr/bin:/sbin:/bin"));
        words.add("jackplug");
        words.addAll(List.of(command));
        words.addAll(List.of("--sockets", engine.room().sockets().toString()));
        return words;
    }

    private static Background trace(String... options) throws Exception {
        List<String> words = new ArrayList<>(List.of("trace", "volumes"));
        words.addAll(List.of(options));
        Background trace =
                engine.room().start(jackplug(words.toArray(String[]::new)).toArray(String[]::new));
        trace.awaitUntil("recording", LIMIT, () -> Background.text(trace.log()).contains("recording volumes"));
        return trace;
    }

    /** Runs a container with a volume that the run itself makes. */
    private static void run(String volume) throws Exception {
        engine.runWell(
                "run",
                "--rm",
                "--network",
                "none",
                "--cgroup-parent",
                engine.room().controlGroup(),
                "--volume-driver",
                "volumes",
                "-v",
                volume + ":/data",
                Engine.IMAGE,
                "/bin/busybox",
                "sh",
                "-c",
                "echo hello > /data/file");
    }

    @Test
    void aRunWithAVolumeIsRecordedDrawnAndNotDisturbedAndTheSocketIsPutBack() throws Exception {
        Path root = engine.room().volumes().resolve("volumes");
        ExampleProcess plugin = ExampleProcess.start(engine, "volume", "volumes", "--root", root.toString());
        Object inode = Files.getAttribute(plugin.socket(), "unix:ino");
        Path record = engine.room().own("volumes.jsonl");
        Path drawing = engine.room().own("volumes.svg");

        Background trace = trace("-v", "--out", record.toString(), "--diagram", drawing.toString());
        run("data");
        trace.terminate(LIMIT);

        assertThat(METHOD.matcher(Files.readString(record)).results().map((MatchResult found) -> found.group(1)))
                .containsSubsequence(
                        "Plugin.Activate",
                        "VolumeDriver.Get",
                        "VolumeDriver.Create",
                        "VolumeDriver.Mount",
                        "VolumeDriver.Unmount");
        assertThat(Files.readString(drawing)).contains("VolumeDriver.Mount");
        Files.copy(drawing, ROOT.resolve("engines/target/trace.svg"), StandardCopyOption.REPLACE_EXISTING);
        Files.copy(record, ROOT.resolve("engines/target/trace.jsonl"), StandardCopyOption.REPLACE_EXISTING);
        assertThat(Background.text(trace.log())).contains("the plugin's socket is at its place again");
        assertThat(Files.getAttribute(plugin.socket(), "unix:ino")).isEqualTo(inode);
        engine.runWell("volume", "rm", "data");

        aKilledRecorderIsMadeGoodAndDockerdGoesOn(inode, plugin);
    }

    /** In the same test, as dockerd knows the plugin by now, and holds connections to it. */
    private static void aKilledRecorderIsMadeGoodAndDockerdGoesOn(Object inode, ExampleProcess plugin)
            throws Exception {
        Background trace = trace();
        assertThat(Background.text(trace.log())).containsPattern("\\d connections? (was|were) open before");
        trace.process().descendants().forEach(ProcessHandle::destroyForcibly);
        trace.awaitEnd(LIMIT);

        Outcome restored =
                engine.room().run(jackplug("trace", "volumes", "--restore").toArray(String[]::new));

        assertThat(restored.exitCode()).as("%s", restored).isZero();
        assertThat(Files.getAttribute(plugin.socket(), "unix:ino")).isEqualTo(inode);
        run("more");
        engine.runWell("volume", "rm", "more");
    }
}
