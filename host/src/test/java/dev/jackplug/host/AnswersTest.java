package dev.jackplug.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.jackplug.protocol.ActivationException;
import dev.jackplug.protocol.DriverException;
import dev.jackplug.protocol.MethodNotImplementedException;
import dev.jackplug.protocol.PluginException;
import dev.jackplug.protocol.ProtocolException;
import dev.jackplug.protocol.RawJson;
import dev.jackplug.protocol.volume.ListReply;
import dev.jackplug.protocol.volume.MountReply;
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

/** What an answer means. */
class AnswersTest {

    private static final String METHOD = "Acme.Do";

    @AutoClose
    private final HostFixture fixture = new HostFixture();

    private final ScriptedPlugin plugin = fixture.plugin("p");
    private final PluginClient client = fixture.client("p");

    AnswersTest() throws IOException {}

    @ParameterizedTest
    @Tag("held-66")
    @ValueSource(ints = {201, 202, 204, 206})
    void onlyTwoHundredIsSuccess(int status) {
        answer(status, status == 204 ? "" : "{}");
        assertThat(failure(ProtocolException.class)).hasMessageContaining("HTTP " + status);
    }

    @Test
    @Tag("held-67")
    void theTextOfErrFollowsTheMethod() {
        answer(500, "{\"Err\":\"no disk\"}");
        assertThat(failure(DriverException.class)).hasMessageEndingWith(METHOD + ": no disk");
    }

    @Test
    @Tag("held-68")
    void plainTextFollowsTheMethod() {
        answer(500, "no disk\n");
        assertThat(failure(DriverException.class)).hasMessageEndingWith(METHOD + ": no disk");
    }

    @Test
    @Tag("held-68")
    void plainTextIsKeptToTheLetter() {
        answer(500, "no disk\n");
        assertThat(failure(DriverException.class).error()).isEqualTo("no disk\n");
    }

    @Test
    @Tag("held-69")
    void errInAnyLetterCaseIsUnderstood() {
        answer(500, "{\"err\":\"no disk\"}");
        assertThat(failure(DriverException.class).error()).isEqualTo("no disk");
    }

    @ParameterizedTest
    @Tag("held-69")
    @Tag("held-70")
    @ValueSource(strings = {"{\"Error\":\"x\"}", "{\"Err\":\"x\"} y", "{\"Err\":5}", "{\"Err\":\"\"}", "<html>"})
    void whateverElseIsShownRaw(String body) {
        answer(500, body);
        assertThat(failure(DriverException.class).error()).isEqualTo(body);
    }

    @Test
    void anErrorRemembersStatusAndBody() {
        answer(418, "{\"Err\":\"no disk\",\"Code\":7}");
        DriverException e = failure(DriverException.class);
        assertThat(e.status()).isEqualTo(418);
        assertThat(e.answer()).isEqualTo("{\"Err\":\"no disk\",\"Code\":7}");
    }

    @Test
    void errUnderTwoHundredIsAnErrorToo() {
        answer(200, "{\"Mountpoint\":\"/x\",\"Err\":\"no disk\"}");
        assertThat(failure(DriverException.class).error()).isEqualTo("no disk");
    }

    @Test
    @Tag("held-71")
    void notFoundIsAnErrorOfItsOwn() {
        answer(404, "{\"Err\":\"no such method\"}");
        assertThat(failure(MethodNotImplementedException.class)).hasMessageContaining("no such method");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u001Bb", "a\u009Bb"})
    void aHandshakeThatIsNoJsonIsShownWithoutItsControlCharacters(String body) {
        fixture.plugin("q").answering("Plugin.Activate", Answer.json(body));
        assertThat(catchThrowableOfType(ActivationException.class, () -> fixture.client("q")))
                .hasMessageContaining("begin with: a?b")
                .satisfies(e -> assertThat(e.getMessage().chars()).noneMatch(Character::isISOControl));
    }

    @Test
    void aMethodThatIsNoneIsShownWithoutItsControlCharacters() {
        assertThatThrownBy(() -> client.call("a\u009Bb", RawJson.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"a?b\"");
    }

    @Test
    @Tag("held-72")
    void whatFollowsTheFirstValueIsIgnored() {
        answer(200, "{\"Mountpoint\":\"/x\"} garbage");
        assertThat(mountpoint()).isEqualTo("/x");
    }

    @Test
    @Tag("held-73")
    void nullIsSuccessWithDefaults() {
        answer(200, "null");
        assertThat(mountpoint()).isEmpty();
    }

    @ParameterizedTest
    @Tag("held-74")
    @ValueSource(strings = {"{\"mountPOINT\":\"/x\",\"More\":[1]}", "{\"Mountpoint\":\"/y\",\"mountpoint\":\"/x\"}"})
    void keysAreReadAsGoReadsThem(String body) {
        answer(200, body);
        assertThat(mountpoint()).isEqualTo("/x");
    }

    @ParameterizedTest
    @Tag("held-75")
    @ValueSource(strings = {"{\"Mountpoint\":5}", "[]", "\"x\"", "5", "\uFEFF{}", ""})
    void aWrongTypeFailsTheCall(String body) {
        answer(200, body);
        assertThatThrownBy(this::mountpoint).isInstanceOf(ProtocolException.class);
    }

    @ParameterizedTest
    @Tag("held-76")
    @ValueSource(strings = {"{\"Volumes\":null}", "{}", "{\"Volumes\":[]}"})
    void aListIsEmptyInThreeWays(String body) {
        answer(200, body);
        assertThat(client.call(METHOD, ListReply.class).volumes()).isEqualTo(List.of());
    }

    @Test
    @Tag("held-80")
    void anAnswerThatIsTooLargeIsRefused() {
        PluginClient capped = fixture.client("p", limits -> limits.withAnswerBytes(30));
        answer(200, "{\"Mountpoint\":\"/0123456789012345\"}");
        assertThatThrownBy(() -> capped.call(METHOD, RawJson.class))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("larger than 30 bytes");
    }

    @Test
    @Tag("held-80")
    void anAnswerAsLargeAsItMayBeIsTaken() {
        PluginClient capped = fixture.client("p", limits -> limits.withAnswerBytes(18));
        answer(200, "{\"Mountpoint\":\"x\"}");
        assertThat(capped.call(METHOD, RawJson.class).text()).hasSize(18);
    }

    @Test
    @Tag("held-80")
    void anErrorThatIsTooLargeIsRefusedToo() {
        PluginClient capped = fixture.client("p", limits -> limits.withAnswerBytes(20));
        answer(500, "x".repeat(21));
        assertThatThrownBy(() -> capped.call(METHOD, RawJson.class)).isInstanceOf(ProtocolException.class);
    }

    @ParameterizedTest
    @Tag("held-81")
    @EnumSource(
            value = Fault.class,
            names = {"REDIRECT_301", "REDIRECT_307"})
    void aRedirectIsRefused(Fault redirect) {
        plugin.faulting(METHOD, redirect);
        assertThat(failure(ProtocolException.class)).hasMessageContaining("/Redirected.Elsewhere");
    }

    @Test
    @Tag("held-81")
    void theTargetOfARedirectIsNeverAsked() {
        plugin.faulting(METHOD, Fault.REDIRECT_307);
        failure(ProtocolException.class);
        assertThat(plugin.received("Redirected.Elsewhere")).isEmpty();
    }

    @Test
    @Tag("departs-83-N1")
    void aCompressedAnswerIsRefused() {
        plugin.faulting(METHOD, Fault.GZIP);
        assertThat(failure(ProtocolException.class)).hasMessageContaining("compressed (gzip)");
    }

    private void answer(int status, String body) {
        plugin.answering(METHOD, Answer.status(status, body));
    }

    private String mountpoint() {
        return client.call(METHOD, MountReply.class).mountpoint();
    }

    private <E extends PluginException> E failure(Class<E> type) {
        return catchThrowableOfType(type, () -> client.call(METHOD, RawJson.class));
    }
}
