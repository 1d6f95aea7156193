package dev.jackplug.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jackplug.tck.Answer;
import dev.jackplug.tck.Received;
import dev.jackplug.tck.ScriptedPlugin;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What a recording does not hold is not made up: such calls are left out, and a recording of such calls alone is no success. */
class ReplayLeftOutTest {

    private static final String WHOLE = line("VolumeDriver.List", "\"body\":\"{}\"");
    private static final String CUT = line("VolumeDriver.Get", "\"body\":\"\",\"body_len\":2000000,\"body_cut\":true");
    private static final String HIDDEN =
            line("VolumeDriver.Create", "\"body\":\"{\\\"Opts\\\":{\\\"password\\\":\\\"***\\\"}}\"");

    /** An authorization plugin's query is hidden, and so may that of a streaming call be. */
    private static final String HIDDEN_QUERY = line("GraphDriver.Diff?token=***", "\"body\":\"{}\"");

    @AutoClose
    private final PluginFolder folder = new PluginFolder();

    private final ScriptedPlugin plugin = folder.live("vol").answering("VolumeDriver.List", Answer.json("{}"));

    ReplayLeftOutTest() throws IOException {}

    private static String line(String target, String request) {
        return "{\"kind\":\"http\",\"req\":{\"line\":\"POST /" + target + " HTTP/1.1\"," + request
                + "},\"resp\":{\"status\":200,\"body\":\"{}\"}}\n";
    }

    private Path recording(String... lines) throws IOException {
        return folder.spec("run.jsonl", String.join("", lines));
    }

    @Test
    void aRequestWithoutItsSecretIsNotMade() throws IOException {
        Path recording = recording(WHOLE, HIDDEN, HIDDEN_QUERY);
        Cli replay = folder.run("replay", recording, "--to", "vol");
        assertThat(replay.out())
                .isEqualTo(
                        "made 1 call, left out 2 whose request holds *** in the place of a secret: no differences\n");
        assertThat(replay.exitCode()).isZero();
        assertThat(plugin.received()).extracting(Received::method).containsExactly("VolumeDriver.List");
        assertThat(folder.run("replay", recording, "--to", "vol", "--json").out())
                .isEqualTo("{\"calls\":1,\"differences\":0,\"left_out\":2}\n");
    }

    @Test
    void bothReasonsAreCounted() throws IOException {
        Cli replay = folder.run("replay", recording(HIDDEN, CUT, WHOLE, CUT), "--to", "vol");
        assertThat(replay.out())
                .isEqualTo("made 1 call, left out 2 whose request is not recorded whole, left out 1 whose request"
                        + " holds *** in the place of a secret: no differences\n");
    }

    @Test
    void aRecordingOfWhichNoCallCanBeMadeIsNoSuccess() throws IOException {
        Cli replay = folder.run("replay", recording(CUT, HIDDEN), "--to", "vol");
        assertThat(replay.exitCode()).isEqualTo(1);
        assertThat(replay.out())
                .isEqualTo("made no call, left out 1 whose request is not recorded whole, left out 1 whose request"
                        + " holds *** in the place of a secret: nothing was compared\n");
        assertThat(plugin.received()).isEmpty();
    }

    @Test
    void norIsARecordingWithoutCalls() throws IOException {
        Path recording = recording("{\"kind\":\"meta\",\"format\":1}\n");
        Cli replay = folder.run("replay", recording, "--to", "vol");
        assertThat(replay.exitCode()).isEqualTo(1);
        assertThat(replay.out()).isEqualTo("made no call, the recording holds none: nothing was compared\n");
        assertThat(folder.run("replay", recording, "--to", "vol", "--json").exitCode())
                .isEqualTo(1);
    }
}
