package dev.jackplug.sdk.authz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jackplug.protocol.authz.AuthzReply;
import dev.jackplug.protocol.authz.AuthzRequest;
import dev.jackplug.protocol.authz.AuthzResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The ways past authorization plugins that were: bodies that the engine serves and does not show. */
class MissingBodyTest {

    private static final String JSON = "application/json";

    private final List<EngineRequest> asked = new ArrayList<>();
    private final PolicyDriver driver = new PolicyDriver(
            request -> {
                asked.add(request);
                return Verdict.allow();
            },
            FailMode.ALLOW,
            decision -> {});

    private void assertDenied(AuthzRequest message, String words) {
        AuthzReply reply = driver.authorizeRequest(message);

        assertThat(reply.allow()).isFalse();
        assertThat(reply.msg())
                .startsWith("this request cannot be authorized: ")
                .contains(words);
        assertThat(asked).isEmpty();
    }

    private void assertAsked(AuthzRequest message) {
        assertThat(driver.authorizeRequest(message).allow()).isTrue();
        assertThat(asked).hasSize(1);
    }

    private static AuthzRequest without(String uri, String type, String length) {
        Map<String, String> headers = new LinkedHashMap<>(Map.of("Content-Type", type, "Content-Length", length));
        headers.values().removeIf(String::isEmpty);
        return Requests.request("POST", uri, "", headers);
    }

    /** CVE-2024-41110: a length of zero, and the engine shows no body. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1.41/containers/create",
                "/v1.41/containers/web/exec",
                "/v1.41/containers/web/update",
                "/v1.41/volumes/create",
                "/v1.41/services/create",
                "/v1.41/plugins/pull"
            })
    void aLengthOfZeroIsNoWayPast(String uri) {
        assertDenied(without(uri, JSON, "0"), "it should have a JSON body, and the engine shows none");
    }

    /** CVE-2026-34040: a body that is too large to be shown. */
    @ParameterizedTest
    @ValueSource(strings = {"1048576", "4194305", "99999999999"})
    void aLargeBodyIsNoWayPast(String length) {
        assertDenied(without("/v1.41/containers/create", JSON, length), "too large for the engine to show");
    }

    /** moby#41452: a body in chunks, as JVM clients send it, was not shown. */
    @Test
    void aBodyInChunksIsNoWayPast() {
        assertDenied(without("/v1.41/containers/create", JSON, ""), "the engine shows none");
    }

    /** Some handlers do not look at the media type, by which the engine decides what it shows. */
    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-tar", "application/jsonx", "\"", ""})
    void anotherMediaTypeIsNoWayPast(String type) {
        assertDenied(without("/v1.41/services/create", type, "500"), "not sent as application/json");
    }

    @Test
    void aTargetThatEndsLikeTheOneOfPasswordsIsNoWayPast() {
        assertDenied(without("/v1.41/containers/create?x=/auth", JSON, "500"), "the engine shows none");
    }

    /** Before API 1.24 a start could bring a HostConfig. */
    @ParameterizedTest
    @CsvSource({"application/json, 500", "application/json, ''", "application/json; charset=utf-8, 8"})
    void aBodyThatIsAnnouncedForAHandlerThatMayTakeOneIsNoWayPast(String type, String length) {
        assertDenied(without("/v1.23/containers/web/start", type, length), "the engine shows none");
    }

    /** Of two media types the engine heeds the first, which may be a form's, and shows the last. */
    @ParameterizedTest
    @CsvSource({"/containers/web/rename, text/plain, ''", "/containers/web/start?a=b, application/x-tar, ''"})
    void anotherMediaTypeBehindThatOfAFormIsNoWayPast(String uri, String type, String length) {
        assertDenied(without(uri, type, length), "it announces a body, and the engine shows none");
    }

    @Test
    void noMediaTypeBehindThatOfAFormIsNoWayPastEither() {
        assertDenied(
                Requests.request("POST", "/containers/web/rename", "", Map.of("Content-Type", "")),
                "it announces a body");
    }

    @Test
    void aBodyThatIsAnnouncedForAnyOtherHandlerIsNoWayPast() {
        assertDenied(without("/v1.99/new/thing", JSON, "500"), "the engine shows none");
        assertDenied(without("/v1.41/containers/web/kill", JSON, "500"), "the engine shows none");
        assertDenied(without("/v1.41/build", JSON, "500"), "the engine shows none");
    }

    /** Go reads parameters from such a body that the target does not show. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/x-www-form-urlencoded",
                "Application/X-WWW-Form-URLencoded; charset=utf-8",
                "multipart/form-data; boundary=x"
            })
    void aFormIsNoWayPast(String type) {
        assertDenied(without("/v1.41/build?networkmode=none", type, "500"), "its body is a form");
    }

    @Test
    void aBodyThatIsShownInPartIsNoWayPast() {
        var message = Requests.request(
                "POST", "/v1.41/containers/create", "{}", Map.of("Content-Type", JSON, "Content-Length", "500"));

        assertDenied(message, "the engine shows 2 bytes of a body of 500");
    }

    @Test
    void aBodyThatIsNoJsonIsNotShownToThePolicy() {
        assertDenied(Requests.json("/v1.41/containers/create", "{\"Image\":"), "its body cannot be read");
        assertDenied(Requests.json("/v1.41/containers/create", " \n"), "its body cannot be read");
    }

    @ParameterizedTest
    @CsvSource({
        "/v1.41/containers/web/start, text/plain, 0",
        "/v1.41/containers/web/start, '', ''",
        "/v1.41/containers/web/start, application/json, 0",
        "/v1.41/containers/web/kill, application/json, ''",
        "/v1.41/images/load, application/x-tar, ''",
        "/v1.41/auth, application/json, 61",
        "/v1.41/build, application/x-tar, 5000",
        "/v1.41/new/thing, '', ''",
        "/v1.41/new/thing, application/x-tar, 5000",
    })
    void whatNeedsNoBodyMayComeWithout(String uri, String type, String length) {
        assertAsked(without(uri, type, length));
    }

    @Test
    void whoOnlyLooksNeedsNoBody() {
        assertAsked(Requests.request("GET", "/v1.41/containers/json", "", Map.of("Content-Type", JSON)));
    }

    @Test
    void aBodyInChunksThatIsShownIsFine() {
        assertAsked(Requests.request("POST", "/v1.41/containers/create", "{}", Map.of("Content-Type", JSON)));
        assertThat(asked.get(0).hasBody()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(FailMode.class)
    void itIsDeniedInEveryFailModeAndOnResponsesToo(FailMode mode) {
        PolicyDriver other = new PolicyDriver(request -> Verdict.allow(), mode, decision -> {});
        AuthzRequest message = without("/v1.41/containers/create", JSON, "0");

        assertThat(other.authorizeRequest(message).allow()).isFalse();
        assertThat(other.authorizeResponse(AuthzResponse.to(message, 201, new byte[0], Map.of()))
                        .allow())
                .isFalse();
    }
}
