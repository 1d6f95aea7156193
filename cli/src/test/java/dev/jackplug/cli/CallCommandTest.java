package dev.jackplug.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jackplug.tck.Answer;
import dev.jackplug.tck.Fault;
import dev.jackplug.tck.ScriptedPlugin;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallCommandTest {

    private PluginFolder folder;
    private ScriptedPlugin plugin;

    @BeforeEach
    void create() throws IOException {
        folder = new PluginFolder();
        plugin = folder.live("sshfs");
    }

    @AfterEach
    void close() {
        folder.close();
    }

    @Test
    void printsTheAnswerAsItCame() {
        plugin.answering("VolumeDriver.List", Answer.json("{ \"Volumes\" : [ ],\n \"extra\": 1.50 }\n"));
        Cli call = folder.run("call", "sshfs", "VolumeDriver.List");
        assertThat(call.out()).isEqualTo("{ \"Volumes\" : [ ],\n \"extra\": 1.50 }\n");
        assertThat(call.exitCode()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u001B", "\u009B"})
    void theWordsOfAPluginDoNotCommandTheTerminal(String control) {
        plugin.answering("VolumeDriver.List", Answer.status(500, "a" + control + "b"));
        assertThat(folder.run("call", "sshfs", "VolumeDriver.List").err()).contains("a?b");
    }

    @Test
    void sendsTheRequestToTheLetter() {
        plugin.answering("VolumeDriver.Get", Answer.json("{}"));
        folder.run("call", "sshfs", "VolumeDriver.Get", "{ \"Name\":\"<x>\" }");
        assertThat(plugin.received("VolumeDriver.Get").get(0).text()).isEqualTo("{ \"Name\":\"<x>\" }");
    }

    @Test
    void readsTheRequestFromAFile() throws IOException {
        plugin.answering("VolumeDriver.Get", Answer.json("{}"));
        folder.run("call", "sshfs", "VolumeDriver.Get", "@" + folder.spec("request.txt", "{\"Name\":\"filed\"}"));
        assertThat(plugin.received("VolumeDriver.Get").get(0).text()).contains("filed");
    }

    @Test
    void anAbsentPluginExitsWith3AndNamesThePlacesLookedIn() {
        Cli call = folder.run("call", "nosuch", "VolumeDriver.List");
        assertThat(call.exitCode()).isEqualTo(3);
        assertThat(call.err())
                .contains("plugin \"nosuch\": plugin not found")
                .contains(folder.sockets + " (1 file)")
                .contains(folder.specs + " (empty)");
    }

    @Test
    void aMisspeltNameIsAnsweredWithTheRightOne() {
        assertThat(folder.run("call", "sshf", "VolumeDriver.List").err()).contains("Did you mean sshfs?");
    }

    @ParameterizedTest
    @CsvSource({"200, 1", "500, 1", "404, 5"})
    void anErrorOfThePluginHasTheExitCodeOfItsKind(int status, int exitCode) {
        plugin.answering("VolumeDriver.Get", Answer.status(status, "{\"Err\":\"no such volume\"}"));
        Cli call = folder.run("call", "sshfs", "VolumeDriver.Get", "{\"Name\":\"x\"}");
        assertThat(call.exitCode()).isEqualTo(exitCode);
        assertThat(call.err()).contains("VolumeDriver.Get: no such volume");
    }

    @Test
    void anErrorInsideASuccessIsStillPrintedAsItCame() {
        plugin.answering("VolumeDriver.Get", Answer.json("{\"Err\":\"no such volume\"}"));
        assertThat(folder.run("call", "sshfs", "VolumeDriver.Get").out()).isEqualTo("{\"Err\":\"no such volume\"}\n");
    }

    @Test
    void aPluginThatDoesNotAnswerInTimeExitsWith4() {
        plugin.faulting("VolumeDriver.List", Fault.NEVER_ANSWERS);
        Cli call = folder.run("call", "sshfs", "VolumeDriver.List", "--timeout", "200ms");
        assertThat(call.exitCode()).isEqualTo(4);
        assertThat(call.err()).contains("no complete answer within 200 ms").contains("may have run");
    }

    @Test
    void anErrorAsJsonHasTheDocumentedKeys() {
        plugin.answering("VolumeDriver.Get", Answer.status(500, "{\"Err\":\"disk full\"}"));
        assertThat(folder.run("call", "--json", "sshfs", "VolumeDriver.Get").error())
                .containsEntry("error", "driver-error")
                .containsEntry("plugin", "sshfs")
                .containsEntry("method", "VolumeDriver.Get")
                .containsEntry("address", "unix://" + folder.sockets.resolve("sshfs.sock"))
                .containsKeys("message", "hint");
    }

    @ParameterizedTest
    @CsvSource({
        "../../etc/evil, VolumeDriver.List, {}, holds a /",
        "sshfs, Volume Driver, {}, no name of a method",
        "sshfs, VolumeDriver.List, {oops, the request is no JSON",
        "sshfs, VolumeDriver.List, @/does/not/exist, cannot be read"
    })
    void badInputExitsWith2AndSaysWhatIsWrong(String name, String method, String request, String words) {
        Cli call = folder.run("call", name, method, request);
        assertThat(call.exitCode()).isEqualTo(2);
        assertThat(call.err()).contains(words);
        assertThat(plugin.received("VolumeDriver.List")).isEmpty();
    }

    @Test
    void whatAPluginSaysCannotCommandTheTerminal() {
        plugin.answering("VolumeDriver.Get", Answer.status(500, "\u001B[2Jgone"));
        assertThat(folder.run("call", "sshfs", "VolumeDriver.Get").err())
                .contains("?[2Jgone")
                .doesNotContain("\u001B");
    }
}
