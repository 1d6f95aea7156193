package dev.jackplug.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.jackplug.protocol.ActivationException;
import dev.jackplug.protocol.DeadlineException;
import dev.jackplug.protocol.DriverException;
import dev.jackplug.protocol.Manifest;
import dev.jackplug.protocol.MethodNotImplementedException;
import dev.jackplug.protocol.PluginNotFoundException;
import dev.jackplug.protocol.ProtocolException;
import dev.jackplug.protocol.RawJson;
import dev.jackplug.protocol.SubsystemNotImplementedException;
import dev.jackplug.protocol.volume.VolumeDriver;
import dev.jackplug.tck.Answer;
import dev.jackplug.tck.Fault;
import dev.jackplug.tck.ScriptedPlugin;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When a plugin is activated, and what its answer to the handshake means. */
class ActivationTest {

    @AutoClose
    private final HostFixture fixture = new HostFixture();

    private final ScriptedPlugin plugin = fixture.plugin("p");

    ActivationTest() throws IOException {}

    @Test
    @Tag("held-39")
    void nothingIsSentBeforeTheFirstUse() {
        fixture.host().list();
        assertThat(plugin.connections()).isZero();
    }

    @Test
    @Tag("held-39")
    void aPluginIsActivatedOnce() {
        Plugins plugins = fixture.host();
        plugins.get("p");
        plugins.get("p");
        assertThat(plugin.received(Manifest.ACTIVATE)).hasSize(1);
    }

    @Test
    @Tag("held-40")
    void aFailureIsNotKept() {
        plugin.answeringOnce(Manifest.ACTIVATE, Answer.status(500, "not yet"));
        Plugins plugins = fixture.host();
        assertThatThrownBy(() -> plugins.get("p")).isInstanceOf(ActivationException.class);
        assertThat(plugins.get("p").name()).isEqualTo("p");
    }

    @ParameterizedTest
    @Tag("held-43")
    @ValueSource(strings = {"{}", "null", "{\"Implements\":null}"})
    void anEmptyManifestActivatesWithoutSubsystems(String answer) {
        plugin.answering(Manifest.ACTIVATE, Answer.json(answer));
        assertThat(fixture.host().get("p").manifest()).isEqualTo(new Manifest(List.of()));
    }

    @Test
    @Tag("held-43")
    void anEmptyManifestIsNotAskedForAgain() {
        plugin.answering(Manifest.ACTIVATE, Answer.json("null"));
        Plugins plugins = fixture.host();
        plugins.get("p");
        plugins.get("p");
        assertThat(plugin.received()).hasSize(1);
    }

    @ParameterizedTest
    @Tag("held-44")
    @ValueSource(
            strings = {"", "OK", "{\"Implements\":[\"Vol", "[\"VolumeDriver\"]", "{\"Implements\":\"VolumeDriver\"}"})
    void whatIsNoManifestFailsTheActivation(String answer) {
        plugin.answering(Manifest.ACTIVATE, Answer.json(answer));
        assertThat(failure().reason()).isInstanceOf(ProtocolException.class);
    }

    @Test
    @Tag("held-45")
    void anotherStatusFailsWithTheTextOfErr() {
        plugin.answering(Manifest.ACTIVATE, Answer.status(500, "{\"Err\":\"no disk\"}"));
        assertThat(failure().reason())
                .isInstanceOfSatisfying(
                        DriverException.class, e -> assertThat(e.error()).isEqualTo("no disk"));
    }

    @Test
    @Tag("held-45")
    @Tag("held-51")
    void anotherStatusFailsAtOnce() {
        plugin.answering(Manifest.ACTIVATE, Answer.status(503, "busy"));
        failure();
        assertThat(plugin.received(Manifest.ACTIVATE)).hasSize(1);
    }

    @Test
    void errBesideAManifestFailsTheActivation() {
        plugin.answering(Manifest.ACTIVATE, Answer.json("{\"Implements\":[\"VolumeDriver\"],\"Err\":\"no disk\"}"));
        assertThat(failure().reason()).isInstanceOf(DriverException.class);
    }

    @Test
    void notFoundFailsTheActivation() {
        plugin.answering(Manifest.ACTIVATE, Answer.status(404, "404 page not found\n"));
        assertThat(failure().reason()).isInstanceOf(MethodNotImplementedException.class);
    }

    @ParameterizedTest
    @Tag("held-46")
    @ValueSource(strings = {"", "Content-Type: text/html\r\n", "Content-Type: nonsense\r\n"})
    void theContentTypeOfTheAnswerMeansNothing(String header) {
        plugin.answering(
                Manifest.ACTIVATE,
                Answer.raw("HTTP/1.1 200 OK\r\n" + header
                        + "Content-Length: 18\r\n\r\n{\"Implements\":[\"X\"]}".replace("18", "20")));
        assertThat(fixture.host().get("p").manifest().lists("X")).isTrue();
    }

    @ParameterizedTest
    @Tag("held-47")
    @EnumSource(
            value = Fault.class,
            names = {"NEVER_READS", "NEVER_ANSWERS", "DRIPS"})
    void itEndsWhenItsLimitHasPassed(Fault fault) {
        plugin.faulting(fault);
        Plugins plugins = fixture.host(limits -> limits.withActivation(HostFixture.SHORT));
        ActivationException e = catchThrowableOfType(ActivationException.class, () -> plugins.get("p"));
        assertThat(e.reason()).isInstanceOf(DeadlineException.class);
    }

    @Test
    @Tag("held-53")
    void anEmptyNameIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> fixture.host().get(""));
    }

    @Test
    @Tag("held-54")
    void theLetterCaseOfASubsystemMatters() {
        plugin.implementing("VolumeDriver");
        Plugins plugins = fixture.host();
        assertThatThrownBy(() -> plugins.get("p", "volumedriver")).isInstanceOf(SubsystemNotImplementedException.class);
    }

    @Test
    @Tag("held-55")
    void aSubsystemThatIsNotInTheManifestIsAnErrorOfItsOwn() {
        Plugins plugins = fixture.host();
        assertThatThrownBy(() -> plugins.get("p", VolumeDriver.SUBSYSTEM))
                .isInstanceOf(SubsystemNotImplementedException.class);
    }

    @Test
    @Tag("held-55")
    @Tag("held-71")
    void aMethodThatIsNotThereIsAnother() {
        PluginClient client = fixture.client("p");
        assertThatThrownBy(() -> client.call("VolumeDriver.Get", RawJson.class))
                .isInstanceOf(MethodNotImplementedException.class);
    }

    @Test
    @Tag("held-8")
    void aPluginThatIsNotThereIsAThird() {
        assertThatThrownBy(() -> fixture.host().get("q")).isInstanceOf(PluginNotFoundException.class);
    }

    private ActivationException failure() {
        return catchThrowableOfType(
                ActivationException.class, () -> fixture.host().get("p"));
    }
}
