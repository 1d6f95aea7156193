package dev.jackplug.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jackplug.tck.Answer;
import dev.jackplug.tck.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code inspect} and {@code activate}: the verbs about one plugin. */
class InspectCommandTest {

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
    void inspectGivesStateManifestShadowsAndLimits() throws IOException {
        folder.live("sshfs");
        String shadow = folder.spec("sshfs.spec", "tcp://127.0.0.1:1").toString();
        Cli inspect = folder.run("inspect", "--json", "sshfs");
        assertThat(inspect.exitCode()).isZero();
        assertThat(inspect.object())
                .containsEntry("state", "ACTIVE")
                .containsEntry("subsystems", List.of("VolumeDriver"))
                .containsEntry("shadows", List.of(shadow));
        assertThat((Map<?, ?>) inspect.object().get("limits"))
                .hasToString(
                        "{connect=PT5S, activation=PT10S, call=PT1M, streamIdle=PT0S, answerBytes=16777216, callsInFlight=64,"
                                + " idleConnection=PT30S}");
    }

    @Test
    void inspectOfASickPluginExitsWith1AndSaysWhy() {
        folder.stale("dead");
        Cli inspect = folder.run("inspect", "dead");
        assertThat(inspect.exitCode()).isEqualTo(1);
        // The wait can end in the middle of the last attempt.
        assertThat(inspect.out()).containsPattern("state +(STALE|ACTIVATING)").contains("dead.sock");
    }

    @Test
    void inspectWithoutActivationConnectsToNobody() {
        assertThat(folder.live("sshfs").connections()).isZero();
        assertThat(folder.run("inspect", "--no-activate", "sshfs").exitCode()).isZero();
    }

    @Test
    void whoLooksAtTheFilesAloneCannotWait() {
        Cli both = folder.run("inspect", "--no-activate", "--wait", "1ms", "sshfs");
        assertThat(both.exitCode()).isEqualTo(2);
        assertThat(both.err()).contains("--no-activate looks once").contains("leave out one of them");
    }

    @Test
    void inspectOfAnAbsentPluginExitsWith3() {
        assertThat(folder.run("inspect", "nosuch").exitCode()).isEqualTo(3);
    }

    @Test
    void whoWaitsForAPluginThatDoesNotComeIsToldSoByBothVerbs() {
        for (String verb : List.of("inspect", "activate")) {
            Cli waited = folder.run(verb, "nosuch", "--wait", "100ms");
            assertThat(waited.exitCode()).as(verb).isEqualTo(4);
            assertThat(waited.out()).as(verb).isEmpty();
            assertThat(waited.err()).as(verb).contains("\"nosuch\"").contains("within 100 ms");
        }
    }

    @Test
    void inspectShowsAPluginThatIsStillSickWhenTheWaitIsOver() {
        folder.stale("dead");
        Cli inspect = folder.run("inspect", "dead", "--wait", "100ms");
        assertThat(inspect.exitCode()).isEqualTo(1);
        // The wait can end in the middle of the last attempt.
        assertThat(inspect.out()).containsPattern("state +(STALE|ACTIVATING)").contains("dead.sock");
    }

    @Test
    void activatePrintsWhatThePluginImplements() {
        folder.live("sshfs").implementing("VolumeDriver", "NetworkDriver");
        Cli activate = folder.run("activate", "sshfs");
        assertThat(activate.exitCode()).isZero();
        assertThat(activate.out()).contains("implements VolumeDriver, NetworkDriver");
    }

    @Test
    void aPluginWhosePlaceOthersCouldTakeIsShownAndRefusedWhenThatIsAskedFor() throws IOException {
        folder.live("lax");
        Path socket = folder.sockets.resolve("lax.sock");
        Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-rw-rw-"));
        String flaw = "everybody can write " + socket + " (mode 0666)";

        assertThat(folder.run("inspect", "lax").out()).contains(flaw);
        assertThat(folder.run("ls").out()).contains("warning: " + flaw);
        assertThat(folder.run("ls", "--strict-modes").out()).contains("FAILED").contains(flaw);
        assertThat(folder.run("activate", "lax").exitCode()).isZero();
        Cli refused = folder.run("activate", "lax", "--strict-modes");
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).contains("strictModes refuses it: " + flaw + ". Run: chmod o-w " + socket);
    }

    @Test
    void activateOfAPluginThatHangsExitsWith4() {
        folder.live("hung").faulting("Plugin.Activate", Fault.NEVER_ANSWERS);
        assertThat(folder.run("activate", "hung", "--timeout", "200ms").exitCode())
                .isEqualTo(4);
    }

    @Test
    void activateOfAPluginThatAnswersNonsenseExitsWith1() {
        folder.live("odd").answering("Plugin.Activate", Answer.json("[]"));
        Cli activate = folder.run("activate", "odd");
        assertThat(activate.exitCode()).isEqualTo(1);
        assertThat(activate.err()).contains("activation failed").contains("expected an object, found a list");
    }
}
