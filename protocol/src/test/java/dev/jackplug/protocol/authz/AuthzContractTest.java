package dev.jackplug.protocol.authz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jackplug.protocol.ServiceMethod;
import dev.jackplug.protocol.Unary;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AuthzContractTest {

    private static final AuthzRequest REQUEST = new AuthzRequest(
            "alice",
            "TLS",
            "POST",
            "/v1.41/volumes/create",
            "{}".getBytes(UTF_8),
            Map.of("X", "y"),
            List.of("pem".getBytes(UTF_8)));

    static Stream<Unary<?, ?, ?>> rows() {
        return AuthzDriver.SUBSYSTEM.methods().stream().map(row -> (Unary<?, ?, ?>) row);
    }

    @Test
    void theSubsystemIsCalledAsInManifestsAndItsMethodsOtherwise() {
        assertThat(AuthzDriver.SUBSYSTEM.name()).isEqualTo("authz");
        assertThat(AuthzDriver.SUBSYSTEM.methods())
                .extracting(ServiceMethod::name)
                .containsExactly("AuthZPlugin.AuthZReq", "AuthZPlugin.AuthZRes");
    }

    /** Moby looks for none, and so lets an answer pass that reports a failure (W-22). */
    @Test
    void anAnswerHasAnErrorKey() {
        assertThat(AuthzDriver.SUBSYSTEM.errorKey()).isEqualTo("Err");
    }

    @ParameterizedTest
    @MethodSource("rows")
    void aHangingPluginDoesNotStallTheApiForever(Unary<?, ?, ?> row) {
        assertThat(row.limit()).isEqualTo(Duration.ofSeconds(10));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void aQuestionMayBeRepeated(Unary<?, ?, ?> row) {
        assertThat(row.repeatable()).isTrue();
    }

    @Test
    void aVerdictWithoutAnythingDenies() {
        assertThat(new AuthzReply(false, "")).isEqualTo(AuthzReply.deny(""));
        assertThat(AuthzReply.ALLOW.allow()).isTrue();
    }

    @Test
    void aResponseHoldsItsRequest() {
        AuthzResponse response = AuthzResponse.to(REQUEST, 201, "[]".getBytes(UTF_8), Map.of("A", "b"));

        assertThat(response.request()).usingRecursiveComparison().isEqualTo(REQUEST);
        assertThat(response.responseStatusCode()).isEqualTo(201);
        assertThat(response.responseBody()).asString().isEqualTo("[]");
        assertThat(response.responseHeaders()).isEqualTo(Map.of("A", "b"));
    }

    @Test
    void messagesShareNothingThatCanBeWrittenTo() {
        byte[] body = "{}".getBytes(UTF_8);
        List<byte[]> certificates = new ArrayList<>(List.of("pem".getBytes(UTF_8)));
        AuthzRequest request = new AuthzRequest("", "", "POST", "/", body, Map.of(), certificates);
        AuthzResponse response = AuthzResponse.to(request, 200, body, Map.of());

        body[0] = '!';
        certificates.get(0)[0] = '!';
        request.requestBody()[0] = '!';
        request.requestPeerCertificates().get(0)[0] = '!';
        response.requestBody()[0] = '!';
        response.requestPeerCertificates().get(0)[0] = '!';
        response.responseBody()[0] = '!';

        assertThat(request.requestBody()).asString().isEqualTo("{}");
        assertThat(request.requestPeerCertificates().get(0)).asString().isEqualTo("pem");
        assertThat(response.request()).usingRecursiveComparison().isEqualTo(request);
        assertThat(response.responseBody()).asString().isEqualTo("{}");
    }
}
