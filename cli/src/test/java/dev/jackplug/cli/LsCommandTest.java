package dev.jackplug.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jackplug.tck.Fault;
import dev.jackplug.tck.ScriptedPlugin;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LsCommandTest {

    private PluginFolder folder;

    @BeforeEach
    void create() throws IOException {
        folder = new PluginFolder();
    }

    @AfterEach
    void close() {
        folder.close();
    }

    @Test
    void givesTheStateAndTheReasonOfALiveAStaleAMalformedAndAShadowedPlugin() throws IOException {
        folder.live("live");
        folder.stale("stale");
        folder.spec("malformed.spec", "localhost:8080");
        folder.spec("live.spec", "tcp://127.0.0.1:1");
        List<Map<String, Object>> rows = folder.run("ls", "--json").rows();
        assertThat(rows)
                .extracting(row -> row.get("name") + " " + row.get("state"))
                .containsExactly("malformed FAILED", "stale STALE", "live SHADOWED", "live ACTIVE");
        Map<Object, String> reasons =
                rows.stream().collect(Collectors.toMap(row -> row.get("state"), row -> (String) row.get("reason")));
        assertThat(reasons.get("SHADOWED")).contains("sockets/live.sock precedes this file");
        assertThat(reasons.get("FAILED")).contains("malformed.spec").contains("has no scheme");
        assertThat(reasons.get("STALE")).contains("refused");
    }

    @Test
    void givesEveryKeyThatIsDocumented() {
        folder.live("live");
        assertThat(folder.run("ls", "--json").rows().get(0))
                .containsEntry("name", "live")
                .containsEntry("state", "ACTIVE")
                .containsEntry("reason", "")
                .containsEntry("address", "unix://" + folder.sockets.resolve("live.sock"))
                .containsEntry("file", folder.sockets.resolve("live.sock").toString())
                .containsEntry("subsystems", List.of("VolumeDriver"));
    }

    @Test
    void doesNotWaitForAPluginThatNeverAnswersBeyondItsBudget() {
        folder.live("well");
        folder.live("hung").faulting("Plugin.Activate", Fault.NEVER_ANSWERS);
        Cli ls = folder.run("ls", "--json", "--timeout", "300ms");
        assertThat(ls.exitCode()).isZero();
        assertThat(ls.rows())
                .extracting(row -> row.get("name") + " " + (row.get("state").equals("ACTIVE") ? "ACTIVE" : "not"))
                .containsExactly("hung not", "well ACTIVE");
        assertThat((String) ls.rows().get(0).get("reason")).contains("within 300 ms");
    }

    @Test
    void connectsToNoPluginWhenToldNotTo() {
        ScriptedPlugin plugin = folder.live("live");
        Cli ls = folder.run("ls", "--json", "--no-activate");
        assertThat(ls.rows().get(0)).containsEntry("state", "DISCOVERED");
        assertThat(plugin.connections()).isZero();
    }

    @Test
    void showsAWarningBesideThePluginItConcerns() throws IOException {
        folder.spec("plain.json", "{\"Addr\":\"tcp://127.0.0.1:1\",\"TLSConfig\":{\"InsecureSkipVerify\":true}}");
        assertThat(folder.run("ls").out()).contains("warning: TLSConfig is ignored");
    }

    @Test
    void alignsItsColumnsAndLeavesOutColoursWhenNoTerminalReads() {
        folder.live("a");
        folder.live("a-long-name");
        String[] lines = folder.run("ls").out().split("\n");
        assertThat(lines).hasSize(3);
        int column = lines[0].indexOf("STATE");
        assertThat(lines[1].substring(column)).startsWith("ACTIVE");
        assertThat(lines[2].substring(column)).startsWith("ACTIVE");
        assertThat(lines[1]).doesNotContain("\u001B");
    }

    @Test
    void saysSoWhenThereIsNoPlugin() {
        Cli ls = folder.run("ls");
        assertThat(ls.exitCode()).isZero();
        assertThat(ls.out()).isEqualTo("no plugins\n");
    }
}
