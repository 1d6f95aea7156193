package dev.jackplug.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every error says which plugin, where, in which method, what happened and what to do. */
class PluginExceptionTest {

    private static final Target TARGET = new Target("sshfs", "unix:///run/sshfs.sock", "VolumeDriver.Get");
    private static final String PREFIX = "plugin \"sshfs\" at unix:///run/sshfs.sock: VolumeDriver.Get: ";

    static Stream<PluginException> whereverTheyHappen() {
        return Stream.of(
                new DeadlineException(TARGET, "no answer within 60 s", true),
                new DriverException(TARGET, 500, "no such volume", "{\"Err\":\"no such volume\"}"),
                new MalformedEntryException(TARGET, "/x.json: is empty", "Mend the file", null),
                new MethodNotImplementedException(TARGET, "404 page not found"),
                new ProtocolException(TARGET, "the answer is no JSON", "Ask the author", null),
                new SubsystemNotImplementedException(TARGET, "VolumeDriver", List.of("authz")),
                new TransportException(TARGET, "connection reset", "Look at its log", true, null),
                new UnavailableException(TARGET, "64 calls in flight", "Wait"),
                new UntrustedException(TARGET, "certificate expired", "Renew it", null));
    }

    static Stream<PluginException> leaves() {
        return Stream.concat(
                whereverTheyHappen(),
                Stream.of(
                        new ActivationException(new UnavailableException(TARGET, "closed", "Open it")),
                        new PluginNotFoundException("sshfs", List.of("/run (empty)"), List.of())));
    }

    @ParameterizedTest
    @MethodSource("whereverTheyHappen")
    void theMessageSaysWhereWhatAndWhatToDo(PluginException error) {
        String hint = error.hint().isEmpty() ? "" : ". " + error.hint();

        assertThat(error).hasMessage(PREFIX + error.happened() + hint);
        assertThat(error.target()).isEqualTo(TARGET);
    }

    @Test
    void everyLeafIsTestedHere() {
        assertThat(leaves().map(Object::getClass))
                .containsExactlyInAnyOrder(PluginException.class.getPermittedSubclasses());
    }

    @Test
    void everyLeafHasACodeOfItsOwn() {
        assertThat(leaves().map(PluginException::code))
                .doesNotHaveDuplicates()
                .allMatch(code -> code.matches("[a-z]+(-[a-z]+)*"));
    }

    @Test
    @Tag("held-8")
    void anUnknownPluginIsToldWithThePlacesLookedIn() {
        PluginNotFoundException error =
                new PluginNotFoundException("sshf", List.of("/a (absent)", "/b (2 files)"), List.of());

        assertThat(error)
                .hasMessage("plugin \"sshf\": plugin not found; looked in /a (absent), /b (2 files). "
                        + "Start the plugin, or list the names that exist with: jackplug ls");
        assertThat(error.places()).containsExactly("/a (absent)", "/b (2 files)");
    }

    @Test
    void anUnknownPluginIsToldWithTheNamesThatLookAlike() {
        PluginNotFoundException error = new PluginNotFoundException("sshf", List.of(), List.of("sshfs", "ssh"));

        assertThat(error).hasMessageEndingWith("looked in no directory. Did you mean sshfs or ssh?");
        assertThat(error.nearMisses()).containsExactly("sshfs", "ssh");
    }

    @Test
    void theWordsThatPeopleSearchForAreInTheMessages() {
        assertThat(new PluginNotFoundException("x", List.of(), List.of())).hasMessageContaining("plugin not found");
        assertThat(new SubsystemNotImplementedException(TARGET, "VolumeDriver", List.of()))
                .hasMessageContaining("plugin does not implement the requested driver: VolumeDriver;"
                        + " its manifest lists nothing");
    }

    @Test
    void aMissingSubsystemIsToldWithThoseThatTheManifestLists() {
        var error = new SubsystemNotImplementedException(TARGET, "volumedriver", List.of("VolumeDriver", "authz"));

        assertThat(error).hasMessageContaining("its manifest lists VolumeDriver, authz. Letter case matters");
        assertThat(error.subsystem()).isEqualTo("volumedriver");
    }

    @Test
    void aFailedActivationTellsItsReasonInTheNameOfTheHandshake() {
        PluginException reason = new TransportException(TARGET, "connection refused", "", false, null);
        ActivationException error = new ActivationException(reason);

        assertThat(error)
                .hasMessage("plugin \"sshfs\" at unix:///run/sshfs.sock: Plugin.Activate: "
                        + "activation failed: connection refused. Nothing was sent, so repeating it is safe")
                .hasCause(reason);
        assertThat(error.reason()).isSameAs(reason);
    }

    @Test
    void anErrorThatMayHaveHadAnEffectSaysSo() {
        assertThat(List.of(
                        new DeadlineException(TARGET, "late", true),
                        new TransportException(TARGET, "broken", "", true, null)))
                .allSatisfy(error -> assertThat(error).hasMessageContaining("may have run"));
    }

    @Test
    void aProgramCanAskWhetherThereMayHaveBeenAnEffect() {
        assertThat(new DeadlineException(TARGET, "late", true).mayHaveRun()).isTrue();
        assertThat(new DeadlineException(TARGET, "late", false).mayHaveRun()).isFalse();
        assertThat(new TransportException(TARGET, "broken", "", true, null).mayHaveRun())
                .isTrue();
        assertThat(new TransportException(TARGET, "broken", "", false, null).mayHaveRun())
                .isFalse();
    }

    @Test
    void anErrorBeforeAnythingWasSentSaysThatRepeatingIsSafe() {
        assertThat(List.of(
                        new DeadlineException(TARGET, "late", false),
                        new TransportException(TARGET, "refused", "Start it", false, null)))
                .allSatisfy(
                        error -> assertThat(error).hasMessageEndingWith("Nothing was sent, so repeating it is safe"));
    }

    @Test
    void anAuthorsErrorIsItsTextAlone() {
        DriverException error = new DriverException("volume in use\n");

        assertThat(error).hasMessage("volume in use");
        assertThat(error.error()).isEqualTo("volume in use\n");
    }

    @Test
    void aDriversErrorKeepsTheAnswerToTheLetter() {
        DriverException error = new DriverException(TARGET, 500, "no\n", " {\"Err\":\"no\\n\"}\n");

        assertThat(error.error()).isEqualTo("no\n");
        assertThat(error.answer()).isEqualTo(" {\"Err\":\"no\\n\"}\n");
        assertThat(error.status()).isEqualTo(500);
    }

    @Test
    void aDriversErrorWithoutATextNamesTheStatus() {
        assertThat(new DriverException(TARGET, 503, " \n", "")).hasMessage(PREFIX + "HTTP 503 without a text");
    }

    @Test
    void aMethodThatIsNotThereIsToldByItsStatus() {
        assertThat(new MethodNotImplementedException(TARGET, "404 page not found\n"))
                .hasMessageStartingWith(
                        PREFIX + "404 page not found (HTTP 404: the plugin does not implement this method). Check");
    }

    @Test
    void partsOfTheTargetThatDoNotApplyAreLeftOut() {
        assertThat(Arrays.asList(
                        new UnavailableException(Target.NONE, "closed", ""),
                        new UnavailableException(Target.of("x"), "closed", ""),
                        new UnavailableException(Target.NONE.at("A.B"), "closed", "")))
                .extracting(Throwable::getMessage)
                .containsExactly("closed", "plugin \"x\": closed", "A.B: closed");
    }
}
