package dev.jackplug.host;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jackplug.protocol.DriverException;
import dev.jackplug.protocol.ProtocolException;
import dev.jackplug.protocol.secret.GetSecretReply;
import dev.jackplug.protocol.secret.GetSecretRequest;
import dev.jackplug.protocol.secret.SecretDriver;
import dev.jackplug.sdk.Loopback;
import dev.jackplug.tck.Answer;
import dev.jackplug.tck.ScriptedPlugin;
import java.io.IOException;
import java.util.Base64;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A host and a provider of secrets that says what the test wants. */
class SecretEndToEndTest {

    private static final String METHOD = "SecretProvider.GetSecret";
    private static final GetSecretRequest PASSWORD = GetSecretRequest.named("password");

    @AutoClose
    private final HostFixture fixture = new HostFixture();

    private final ScriptedPlugin plugin = fixture.plugin("p").implementing("secretprovider");
    private final SecretDriver secrets = fixture.host().driver("p", SecretDriver.SUBSYSTEM);

    SecretEndToEndTest() throws IOException {}

    private static Answer value(int length) {
        return Answer.json("{\"Value\":\"" + Base64.getEncoder().encodeToString(new byte[length]) + "\"}");
    }

    @Test
    @Tag("held-198")
    void whatIsEmptyIsLeftOutAndTheValueIsBase64() {
        plugin.answering(METHOD, Answer.json("{\"Value\":\"czNjcjN0\",\"DoNotReuse\":true}"));

        GetSecretReply reply = secrets.getSecret(PASSWORD);

        assertThat(plugin.received(METHOD).get(0).text()).isEqualTo("{\"SecretName\":\"password\"}\n");
        assertThat(new String(reply.value(), UTF_8)).isEqualTo("s3cr3t");
        assertThat(reply.doNotReuse()).isTrue();
        assertThat(reply).asString().doesNotContain("s3cr3t");
    }

    @ParameterizedTest
    @Tag("held-198")
    @ValueSource(ints = {1, 511_999})
    void aValueOfASizeThatSwarmsTakeIsTaken(int length) {
        plugin.answering(METHOD, value(length));

        assertThat(secrets.getSecret(PASSWORD).value()).hasSize(length);
    }

    @ParameterizedTest
    @Tag("held-198")
    @ValueSource(ints = {0, 512_000})
    void aValueOfAnotherSizeIsAgainstTheProtocol(int length) {
        plugin.answering(METHOD, value(length));

        assertThatThrownBy(() -> secrets.getSecret(PASSWORD))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("plugin \"p\" at unix:")
                .hasMessageContaining("secret password has " + length + " bytes; a secret has 1 to 511999");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 512_000})
    void anAuthorHearsOfAValueOfAnotherSizeBeforeItIsSent(int length) {
        SecretDriver far = Loopback.join(SecretDriver.SUBSYSTEM, request -> new GetSecretReply(new byte[length]));

        assertThatThrownBy(() -> far.getSecret(PASSWORD))
                .isInstanceOf(DriverException.class)
                .hasMessageContaining("secret password has " + length + " bytes");
    }
}
