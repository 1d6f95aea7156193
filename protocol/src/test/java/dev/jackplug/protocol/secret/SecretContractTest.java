package dev.jackplug.protocol.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jackplug.protocol.Caller;
import dev.jackplug.protocol.Download;
import dev.jackplug.protocol.DriverException;
import dev.jackplug.protocol.ProtocolException;
import dev.jackplug.protocol.Unary;
import dev.jackplug.protocol.Upload;
import java.io.InputStream;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretContractTest {

    private static final GetSecretRequest REQUEST = GetSecretRequest.named("password");

    /** What a plugin makes of the reply of its driver. */
    private static GetSecretReply served(int bytes) {
        return SecretContract.GET_SECRET.action().apply(request -> new GetSecretReply(new byte[bytes]), REQUEST);
    }

    /** What a host makes of the reply of a plugin. */
    private static GetSecretReply received(int bytes) {
        return SecretDriver.SUBSYSTEM.remote().apply(new Answering(bytes)).getSecret(REQUEST);
    }

    /** A plugin that does not look at what it answers. */
    private record Answering(int bytes) implements Caller {
        @Override
        public <Q, R> R call(Unary<?, Q, R> method, Q request) {
            return method.reply().cast(new GetSecretReply(new byte[bytes]));
        }

        @Override
        public <Q> InputStream download(Download<?, Q> method, Q request) {
            throw new AssertionError(method.name());
        }

        @Override
        public <R> R upload(Upload<?, R> method, Map<String, String> query, InputStream body) {
            throw new AssertionError(method.name());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, SecretDriver.MOST_BYTES})
    void aValueOfAnyLengthThatASwarmTakesIsPassedOn(int bytes) {
        assertThat(served(bytes).value()).hasSize(bytes);
        assertThat(received(bytes).value()).hasSize(bytes);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, SecretDriver.MOST_BYTES + 1})
    void anyOtherIsRefusedWhereItIsMadeAndWhereItArrives(int bytes) {
        String message = "secret password has " + bytes + " bytes; a secret has 1 to 511999";

        assertThatThrownBy(() -> served(bytes))
                .isInstanceOf(DriverException.class)
                .hasMessage(message);
        assertThatThrownBy(() -> received(bytes))
                .isInstanceOf(ProtocolException.class)
                .hasMessage("SecretProvider.GetSecret: " + message + ". Mend the value where the plugin has it from");
    }

    @Test
    void aValueIsNotShown() {
        assertThat(new GetSecretReply(new byte[] {'a', 'b', 'c'}))
                .hasToString("GetSecretReply[value=3 bytes, doNotReuse=false]");
    }
}
