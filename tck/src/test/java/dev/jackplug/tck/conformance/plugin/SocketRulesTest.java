package dev.jackplug.tck.conformance.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jackplug.tck.conformance.Outcome;
import dev.jackplug.tck.conformance.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each start of the plugin is a JVM, which may be slow on a busy machine. */
@Timeout(300)
class SocketRulesTest {

    private static List<String> command(String... faults) {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                LaunchedPlugin.class.getName()));
        words.addAll(List.of(faults));
        return words;
    }

    private static Outcome judged(String id, List<String> command) throws IOException {
        PluginKit.Settings settings =
                new PluginKit.Settings(null, null, command, true, Map.of(), Map.of(), Set.of(), OneRule.LIMIT);
        Outcome outcome;
        Path folder;
        try (Launch launch = Launch.of(command);
                Subject subject = new Subject(settings, launch)) {
            folder = launch.socket().getParent();
            outcome = PluginKit.outcome(OneRule.rule(id), subject);
        }
        assertThat(folder).doesNotExist();
        return outcome;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "starts",
                "socket-mode",
                "sigterm-ends",
                "sigterm-removes-socket",
                "restart",
                "stale-socket",
                "handed-to-another",
                "handed-two-sockets"
            })
    void aRightPluginPasses(String id) throws IOException {
        Outcome outcome = judged(id, command());

        assertThat(outcome.verdict()).as(outcome.evidence()).isEqualTo(Verdict.PASSED);
    }

    @ParameterizedTest
    @CsvSource({
        "starts, keeps-nothing-and-ends",
        "socket-mode, open-to-all",
        "sigterm-ends, deaf",
        "sigterm-removes-socket, leaves-socket",
        "stale-socket, keeps-stale",
        "handed-to-another, takes-any",
        "handed-two-sockets, takes-two",
        "volumes-survive-restart, forgets",
        "mounts-survive-kill, forgets"
    })
    void aFaultIsSeen(String id, String fault) throws IOException {
        List<String> command = id.equals("starts") ? List.of("sh", "-c", "echo broken; exit 3") : command(fault);

        Outcome outcome = judged(id, command);

        assertThat(outcome.verdict()).as(outcome.evidence()).isEqualTo(Verdict.FAILED);
    }

    @Test
    void whatTheCommandSaidIsEvidence() throws IOException {
        Outcome outcome = judged("starts", List.of("sh", "-c", "echo no folder; exit 3"));

        assertThat(outcome.evidence()).contains("ended with status 3", "no folder");
    }

    @Test
    void aSocketThatIsNotTakenOverIsSeenWhereSystemdIs() throws IOException {
        Outcome outcome = judged("handed-socket", command());

        boolean tool = Files.isExecutable(Path.of("/usr/bin/systemd-socket-activate"));
        assertThat(outcome.verdict()).as(outcome.evidence()).isEqualTo(tool ? Verdict.FAILED : Verdict.SKIPPED);
    }

    @Test
    void aShellThatWaitsForThePluginIsNotJudged() throws IOException {
        List<String> words = new ArrayList<>(List.of("sh", "-c", "\"$@\"; true", "sh"));
        words.addAll(command());

        Outcome outcome = judged("sigterm-ends", words);

        assertThat(outcome.verdict()).isEqualTo(Verdict.SKIPPED);
        assertThat(outcome.evidence()).contains("write exec");
    }

    @Test
    void theSocketIsPutIntoTheWords() throws IOException {
        Outcome outcome = judged("starts", List.of("sh", "-c", "echo at {socket}; exit 3"));

        assertThat(outcome.evidence()).containsPattern("wrote \"at /\\S+/plugin.sock\"");
    }
}
