package dev.jackplug.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jackplug.cli.trace.Call;
import dev.jackplug.cli.trace.Recording;
import dev.jackplug.host.Directories;
import dev.jackplug.host.Plugins;
import dev.jackplug.protocol.RawJson;
import dev.jackplug.tck.Answer;
import dev.jackplug.tck.ScriptedPlugin;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A recording of a real dockerd, beside a plugin, in the place of one, and drawn. */
class ReplayCommandTest {

    @AutoClose
    private final PluginFolder folder = new PluginFolder();

    private final Path recording = folder.specs.resolve("volumes.jsonl");

    ReplayCommandTest() throws IOException {
        try (var in = ReplayCommandTest.class.getResourceAsStream("/trace/volumes.jsonl")) {
            Files.copy(Objects.requireNonNull(in), recording);
        }
    }

    private ScriptedPlugin plugin() {
        return folder.live("vol")
                .answering("VolumeDriver.Capabilities", Answer.json("{\"Capabilities\":{\"Scope\":\"local\"}}"))
                .answering("VolumeDriver.Create", Answer.json("{}"))
                .answeringOnce("VolumeDriver.Get", Answer.json("{\"Err\":\"no such volume: vol1\"}"))
                .answering("VolumeDriver.Get", Answer.json("""
                        {"Volume":{"Name":"vol1","Mountpoint":"/elsewhere","CreatedAt":"2020-01-02T03:04:05Z"}}"""));
    }

    @Test
    void aPluginThatAnswersAlikeHasNoDifferences() {
        plugin();
        Cli replay = folder.run("replay", recording, "--to", "vol", "--ignore", "Mountpoint", "--ignore", "Status");
        assertThat(replay.out()).isEqualTo("made 5 calls: no differences\n");
        assertThat(replay.exitCode()).isZero();
    }

    @Test
    void aPluginWhoseFileIsMalformedIsRefusedWithWhatIsWrongWithIt() throws IOException {
        folder.spec("typo.spec", "tpc://localhost:1");
        Cli replay = folder.run("replay", recording, "--to", "typo");
        assertThat(replay.exitCode()).isEqualTo(1);
        assertThat(replay.err()).contains("typo.spec").contains("tpc://");
    }

    @Test
    void eachDifferenceIsNamedAndMakesItFail() {
        plugin().answering("VolumeDriver.Create", Answer.status(500, "{\"Err\":\"full\"}"));
        Cli replay = folder.run("replay", recording, "--to", "vol", "--ignore", "Status");
        assertThat(replay.exitCode()).isEqualTo(1);
        assertThat(replay.out())
                .contains("VolumeDriver.Create: status: recorded 200, now 500\n")
                .contains("VolumeDriver.Create: body.Err: recorded \"\", now \"full\"\n")
                .contains("VolumeDriver.Get: body.Volume.Mountpoint: recorded ")
                .contains("now \"/elsewhere\"\n")
                .contains("made 5 calls: 3 differences\n");
    }

    @Test
    void theRecordedPluginIsPlayedForAHost() throws Exception {
        try (Tracing playing = Tracing.start(folder, "playing", "replay", recording, "--as", "vol")) {
            assertThat(folder.run("activate", "vol").out()).contains("VolumeDriver");
            assertThat(folder.run(
                                    "call",
                                    "vol",
                                    "VolumeDriver.Create",
                                    "{\"Opts\":{\"size\":\"10M\",\"k\":\"v\"},\"Name\":\"vol1\"}")
                            .exitCode())
                    .isZero();
            assertThat(folder.run("call", "vol", "VolumeDriver.Get", "{\"Name\":\"vol1\"}")
                            .out())
                    .contains("no such volume");
            assertThat(folder.run("call", "vol", "VolumeDriver.Get", "{\"Name\":\"vol1\"}")
                            .out())
                    .contains("Mountpoint");
            Cli played = playing.stop();
            assertThat(played.out()).endsWith("no differences\n");
            assertThat(played.exitCode()).isZero();
        }
    }

    @Test
    void aHostThatAsksForSomethingElseIsReported() throws Exception {
        try (Tracing playing = Tracing.start(folder, "playing", "replay", recording, "--as", "vol")) {
            folder.run("call", "vol", "VolumeDriver.Create", "{\"Name\":\"other\"}");
            folder.run("call", "vol", "VolumeDriver.Paint");
            Cli played = playing.awaiting("VolumeDriver.Create: body.Name: recorded \"vol1\", now \"other\"\n")
                    .stop();
            assertThat(played.out()).contains("VolumeDriver.Paint: never recorded");
            assertThat(played.exitCode()).isEqualTo(1);
        }
    }

    @Test
    void aLivePluginIsNotReplaced() {
        plugin();
        Cli replay = folder.run("replay", recording, "--as", "vol");
        assertThat(replay.exitCode()).isEqualTo(2);
        assertThat(replay.err()).contains("another process listens");
    }

    @Test
    void itIsDrawnInTheOrderOfCalls() throws Exception {
        Path svg = folder.specs.resolve("calls.svg");
        Path mermaid = folder.specs.resolve("calls.mmd");
        assertThat(folder.run("replay", recording, "--diagram", svg).exitCode()).isZero();
        assertThat(folder.run("replay", recording, "--diagram", mermaid).exitCode())
                .isZero();
        assertThat(Files.readString(svg))
                .containsSubsequence("Plugin.Activate", "VolumeDriver.Get", "VolumeDriver.Create");
        DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(Files.readString(svg).getBytes(StandardCharsets.UTF_8)));
        assertThat(Files.readString(mermaid))
                .startsWith("sequenceDiagram\n")
                .contains("    H->>P: VolumeDriver.Create {\"Name\":\"vol1\"")
                .contains("    P--xH: 200 {\"Err\": \"no such volume: vol1\"}");
        assertThat(folder.run("replay", recording, "--diagram", "calls.png").exitCode())
                .isEqualTo(2);
    }

    @Test
    void whatWasTracedIsReplayedWithoutDifferences() throws Exception {
        plugin();
        Path traced = folder.specs.resolve("traced.jsonl");
        try (Tracing tracing = Tracing.start(folder, "recording", "trace", "vol", "--out", traced)) {
            assertThat(folder.run("replay", recording, "--to", "vol").out()).contains("made 5 calls");
            tracing.stop();
        }
        plugin();
        assertThat(folder.run("replay", traced, "--to", "vol").out()).isEqualTo("made 5 calls: no differences\n");
    }

    @Test
    void aCallOfAConnectionBeginsAfterTheOneBeforeHasEnded() throws Exception {
        plugin();
        Path traced = folder.specs.resolve("traced.jsonl");
        try (Tracing tracing = Tracing.start(folder, "recording", "trace", "vol", "--out", traced);
                Plugins host = Plugins.builder()
                        .directories(new Directories(List.of(folder.sockets), List.of()))
                        .build()) {
            for (int i = 0; i < 200; i++) {
                host.get("vol").client().call("VolumeDriver.Capabilities", new RawJson("{}"), RawJson.class);
            }
            tracing.stop();
        }
        List<Call> calls = Recording.read(traced);
        assertThat(calls).hasSizeGreaterThan(200);
        for (Call call : calls) {
            assertThat(calls)
                    .filteredOn(next -> next.connection() == call.connection() && next.number() > call.number())
                    .allSatisfy(next -> assertThat(next.begun()).isGreaterThanOrEqualTo(call.ended()));
        }
    }

    @Test
    void whatIsNoRecordingIsRefusedWithTheLine() throws IOException {
        Path torn = Files.writeString(folder.specs.resolve("torn.jsonl"), "{\"kind\":\"meta\"}\n{\"kind\":");
        Cli replay = folder.run("replay", torn, "--to", "vol");
        assertThat(replay.exitCode()).isEqualTo(2);
        assertThat(replay.err()).contains("torn.jsonl, line 2 is no line of a recording");
    }
}
