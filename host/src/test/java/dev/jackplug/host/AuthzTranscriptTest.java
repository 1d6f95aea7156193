package dev.jackplug.host;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jackplug.internal.json.Json;
import dev.jackplug.protocol.authz.AuthzDriver;
import dev.jackplug.protocol.authz.AuthzReply;
import dev.jackplug.protocol.authz.AuthzRequest;
import dev.jackplug.protocol.authz.AuthzResponse;
import dev.jackplug.sdk.Loopback;
import dev.jackplug.sdk.authz.Decision;
import dev.jackplug.sdk.authz.EngineRequest;
import dev.jackplug.sdk.authz.EngineRoute;
import dev.jackplug.sdk.authz.FailMode;
import dev.jackplug.sdk.authz.PolicyDriver;
import dev.jackplug.sdk.authz.Verdict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What dockerd was recorded to ask, put to a policy of the SDK. */
class AuthzTranscriptTest {

    private final List<Decision> decisions = new ArrayList<>();
    private final AuthzDriver driver = Loopback.join(
            AuthzDriver.SUBSYSTEM,
            new PolicyDriver(request -> Verdict.allow("all of it"), FailMode.DENY, decisions::add));

    private static List<RecordedExchange> exchanges() throws IOException {
        return RecordedExchange.all("authz").stream()
                .filter(exchange -> !exchange.cut())
                .toList();
    }

    private static boolean aboutRequest(RecordedExchange exchange) {
        return exchange.method().equals("AuthZPlugin.AuthZReq");
    }

    private static AuthzRequest request(RecordedExchange exchange) {
        byte[] json = exchange.body().getBytes(UTF_8);
        return aboutRequest(exchange)
                ? Json.read(json, AuthzRequest.class)
                : Json.read(json, AuthzResponse.class).request();
    }

    private AuthzReply ask(RecordedExchange exchange) {
        byte[] json = exchange.body().getBytes(UTF_8);
        return aboutRequest(exchange)
                ? driver.authorizeRequest(Json.read(json, AuthzRequest.class))
                : driver.authorizeResponse(Json.read(json, AuthzResponse.class));
    }

    @Test
    void everyTargetIsForAHandlerThatIsKnown() throws IOException {
        assertThat(exchanges())
                .hasSizeGreaterThan(300)
                .allSatisfy(exchange -> assertThat(
                                EngineRequest.of(request(exchange)).route())
                        .as(request(exchange).requestUri())
                        .isNotEqualTo(EngineRoute.UNKNOWN));
    }

    /** dockerd 20.10 leaves out bodies of a mebibyte and more; one request came without a media type. */
    @Test
    void allIsAllowedButForRequestsWhoseBodyWasHeldBack() throws IOException {
        Map<String, Integer> denied = new TreeMap<>();
        for (RecordedExchange exchange : exchanges()) {
            AuthzReply reply = ask(exchange);
            if (!reply.allow()) {
                AuthzRequest request = request(exchange);
                String length = request.requestHeaders().get("Content-Length");
                String type = request.requestHeaders().getOrDefault("Content-Type", "no type");
                assertThat(reply.msg()).contains("the engine shows none");
                denied.merge(exchange.host() + ": " + length + " bytes, " + type, 1, Integer::sum);
            }
        }
        assertThat(denied)
                .isEqualTo(Map.of(
                        "dockerd 20.10.24: 1048638 bytes, application/json",
                        2,
                        "dockerd 20.10.24: 1200062 bytes, application/json",
                        2,
                        "dockerd 20.10.24: 39 bytes, no type",
                        2,
                        "dockerd 26.1.5: 39 bytes, no type",
                        2));
    }

    @Test
    void noSecretReachesTheDecisionLog() throws IOException {
        for (RecordedExchange exchange : exchanges()) {
            ask(exchange);
        }

        assertThat(decisions)
                .hasSizeGreaterThan(150)
                .allSatisfy(decision -> assertThat(decision.toString())
                        .doesNotContain("password", "c2VjcmV0", "username", "?", "Image", "\n"));
        assertThat(decisions).anySatisfy(decision -> assertThat(decision.user()).isEqualTo("recorder client"));
    }
}
