package dev.jackplug.host;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jackplug.host.authz.ApiRequest;
import dev.jackplug.host.authz.ApiResponse;
import dev.jackplug.host.authz.AuthzChain;
import dev.jackplug.host.authz.Client;
import dev.jackplug.host.authz.Ruling;
import dev.jackplug.internal.json.Json;
import dev.jackplug.tck.Answer;
import dev.jackplug.tck.ScriptedPlugin;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthzChainTest {

    private static final String REQUEST = "AuthZPlugin.AuthZReq";
    private static final String RESPONSE = "AuthZPlugin.AuthZRes";
    private static final Answer ALLOW = Answer.json("{\"Allow\":true}");
    private static final List<String> JSON = List.of("application/json");

    private HostFixture fixture;
    private Plugins plugins;

    @BeforeEach
    void open() throws IOException {
        fixture = new HostFixture();
        plugins = fixture.host();
    }

    @AfterEach
    void close() throws IOException {
        fixture.close();
    }

    private ScriptedPlugin guard(String name) {
        return fixture.plugin(name)
                .implementing("authz")
                .answering(REQUEST, ALLOW)
                .answering(RESPONSE, ALLOW);
    }

    private AuthzChain chain(String... names) {
        return new AuthzChain(plugins, List.of(names));
    }

    private static ApiRequest request(String method, String uri, Map<String, List<String>> headers, String body)
            throws IOException {
        return ApiRequest.read(Client.UNKNOWN, method, uri, headers, stream(body));
    }

    private static InputStream stream(String body) {
        return new ByteArrayInputStream(body.getBytes(UTF_8));
    }

    private static ApiRequest create(String body) throws IOException {
        return request("POST", "/v1.41/volumes/create", Map.of("Content-Type", JSON), body);
    }

    private static ApiResponse created() {
        return new ApiResponse(201, Map.of("Content-Type", JSON), "{\"Name\":\"v\"}".getBytes(UTF_8));
    }

    private static Map<?, ?> shown(ScriptedPlugin plugin, String method) {
        return Json.read(plugin.received(method).get(0).body(), Map.class);
    }

    private static String decoded(Object base64) {
        return new String(Base64.getDecoder().decode((String) base64), UTF_8);
    }

    @Test
    @Tag("held-164")
    void aPluginIsShownTheRequestAndThenTheResponseToo() throws IOException {
        ScriptedPlugin plugin = guard("p");
        Client alice = new Client("alice", "TLS", List.of("pem".getBytes(UTF_8)));
        ApiRequest request =
                ApiRequest.read(alice, "POST", "/v1.41/x?a=%20", Map.of("Content-Type", JSON), stream("{\"A\":1}"));

        assertThat(chain("p").request(request)).isEqualTo(Ruling.ALLOWED);
        assertThat(chain("p").response(request, created())).isEqualTo(Ruling.ALLOWED);

        Map<?, ?> first = shown(plugin, REQUEST);
        assertThat(first.keySet().stream().map(String.class::cast))
                .containsExactlyInAnyOrder(
                        "User",
                        "UserAuthNMethod",
                        "RequestMethod",
                        "RequestUri",
                        "RequestBody",
                        "RequestHeaders",
                        "RequestPeerCertificates");
        assertThat(first.get("User")).isEqualTo("alice");
        assertThat(first.get("RequestUri")).isEqualTo("/v1.41/x?a=%20");
        assertThat(decoded(first.get("RequestBody"))).isEqualTo("{\"A\":1}");
        assertThat(decoded(((List<?>) first.get("RequestPeerCertificates")).get(0)))
                .isEqualTo("pem");
        Map<?, ?> second = shown(plugin, RESPONSE);
        first.forEach((key, value) -> assertThat(second.get(key)).isEqualTo(value));
        assertThat(second.get("ResponseStatusCode")).isEqualTo(201L);
        assertThat(decoded(second.get("ResponseBody"))).isEqualTo("{\"Name\":\"v\"}");
        assertThat(second.get("ResponseHeaders")).isEqualTo(Map.of("Content-Type", "application/json"));
    }

    @Test
    @Tag("held-165")
    void whatIsEmptyIsLeftOut() throws IOException {
        ScriptedPlugin plugin = guard("p");
        ApiRequest ping = request("GET", "/_ping", Map.of(), "");

        chain("p").request(ping);
        chain("p").response(ping, new ApiResponse(0, Map.of(), new byte[0]));

        Map<String, String> only = Map.of("RequestMethod", "GET", "RequestUri", "/_ping");
        assertThat(shown(plugin, REQUEST)).isEqualTo(only);
        assertThat(shown(plugin, RESPONSE)).isEqualTo(only);
    }

    @ParameterizedTest
    @Tag("held-166")
    @CsvSource(
            delimiter = '|',
            value = {
                "Content-Type | application/json | /x | true",
                "content-type | Application/JSON; charset=utf-8 | /x | true",
                "Content-Type | application/json | /x?y=/auth | true",
                "Content-Type | application/json | /v1.41/auth/../containers/create | true",
                "Content-Type | application/json | /v1.41/authors | true",
                "Content-Type | application/x-tar | /x | false",
                "Content-Type | application/jsonx | /x | false",
                "Content-Type | text/plain | /x | false",
                "Other | application/json | /x | false",
                "Content-Type | application/json | /v1.41/auth | false",
                "Content-Type | application/json | /auth?x=1 | false",
            })
    void aBodyIsShownIfItIsJsonAndNoPassword(String header, String type, String uri, boolean isShown)
            throws IOException {
        ScriptedPlugin plugin = guard("p");
        ApiRequest request = request("POST", uri, Map.of(header, List.of(type)), "{\"A\":1}");

        chain("p").request(request);

        assertThat(shown(plugin, REQUEST).containsKey("RequestBody")).isEqualTo(isShown);
        assertThat(request.body()).hasContent("{\"A\":1}");
    }

    @Test
    void aBodyOfSeveralMediaTypesIsShownIfOneIsJson() throws IOException {
        ScriptedPlugin plugin = guard("p");
        Map<String, List<String>> headers =
                Map.of("Content-Type", List.of("text/plain"), "content-type", List.of("application/json", "x/y"));

        chain("p").request(request("POST", "/x", headers, "{\"A\":1}"));

        assertThat(decoded(shown(plugin, REQUEST).get("RequestBody"))).isEqualTo("{\"A\":1}");
    }

    @Test
    void theBodyOfAResponseIsShownIfItIsJson() throws IOException {
        ScriptedPlugin plugin = guard("p");
        Map<String, List<String>> tar = Map.of("Content-Type", List.of("application/x-tar"));

        chain("p").response(create("{}"), new ApiResponse(200, tar, "tar".getBytes(UTF_8)));

        assertThat(shown(plugin, RESPONSE).containsKey("ResponseBody")).isFalse();
    }

    @Test
    @Tag("held-167")
    void credentialsAreNotShownAndOfSeveralValuesTheLast() throws IOException {
        ScriptedPlugin plugin = guard("p");
        Map<String, List<String>> headers = Map.of(
                "authorization",
                List.of("Basic secret"),
                "X-Registry-Auth",
                List.of("secret"),
                "x-registry-CONFIG",
                List.of("secret"),
                "x-multi",
                List.of("one", "two"),
                "X-None",
                List.of());
        ApiRequest request = request("GET", "/version", headers, "");

        chain("p").request(request);
        chain("p").response(request, new ApiResponse(200, headers, new byte[0]));

        assertThat(shown(plugin, REQUEST).get("RequestHeaders")).isEqualTo(Map.of("X-Multi", "two"));
        assertThat(shown(plugin, RESPONSE).get("ResponseHeaders")).isEqualTo(Map.of("X-Multi", "two"));
        assertThat(plugin.received(REQUEST).get(0).text()).doesNotContain("secret");
    }

    /** CVE-2026-34040: moby left such a body out, and served it. */
    @Test
    @Tag("held-168")
    void aBodyOverTheLimitIsRejectedAndNobodyIsAsked() throws IOException {
        ScriptedPlugin plugin = guard("p");
        String large = "\"" + "x".repeat(ApiRequest.BODY_LIMIT - 1) + "\"";

        assertThat(chain("p").request(create(large)))
                .isEqualTo(new Ruling(
                        413, "the body has more than 4194304 bytes, which no authorization plugin is shown"));
        assertThat(plugin.received(REQUEST)).isEmpty();
        assertThat(chain().request(create(large)).allowed()).isTrue();
    }

    @Test
    void aBodyOfExactlyTheLimitIsShownWholeAndServedWhole() throws IOException {
        ScriptedPlugin plugin = guard("p");
        String large = "\"" + "x".repeat(ApiRequest.BODY_LIMIT - 2) + "\"";
        ApiRequest request = create(large);

        assertThat(chain("p").request(request).allowed()).isTrue();

        assertThat(decoded(shown(plugin, REQUEST).get("RequestBody")).equals(large))
                .isTrue();
        assertThat(new String(request.body().readAllBytes(), UTF_8).equals(large))
                .isTrue();
    }

    @Test
    @Tag("held-169")
    void allMustAllowInOrderAndTheFirstDenialEndsIt() throws IOException {
        ScriptedPlugin first = guard("b");
        ScriptedPlugin second = guard("a").answering(REQUEST, Answer.json("{\"Allow\":false,\"Msg\":\"no\"}"));
        ScriptedPlugin third = guard("c");

        Ruling ruling = chain("b", "a", "c", "b").request(create("{}"));

        assertThat(ruling).isEqualTo(new Ruling(403, "authorization denied by plugin a: no"));
        assertThat(first.received(REQUEST)).hasSize(1);
        assertThat(second.received(REQUEST)).hasSize(1);
        assertThat(third.received(REQUEST)).isEmpty();
    }

    @Test
    void aPluginThatIsNamedTwiceIsAskedOnce() throws IOException {
        ScriptedPlugin plugin = guard("p");
        AuthzChain chain = chain("p", "p");

        assertThat(chain.request(create("{}")).allowed()).isTrue();
        assertThat(chain.names()).containsExactly("p");
        assertThat(plugin.received(REQUEST)).hasSize(1);
    }

    @ParameterizedTest
    @Tag("held-170")
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | ''",
                "{\"Allow\":null,\"Msg\":\"m\"} | m",
                "{\"Allow\":false} | ''",
                "{\"allow\":false,\"msg\":\"m\"} | m",
                "null | ''",
            })
    void anAnswerThatDoesNotAllowDenies(String answer, String words) throws IOException {
        guard("p").answering(REQUEST, Answer.json(answer));

        assertThat(chain("p").request(create("{}")))
                .isEqualTo(new Ruling(403, "authorization denied by plugin p: " + words));
    }

    @ParameterizedTest
    @Tag("held-171")
    @ValueSource(strings = {"500 {\"Err\":\"boom\"}", "404 gone", "201 {\"Allow\":true}", "200 nonsense", "200 "})
    void aFailingPluginDoesNotAllow(String answer) throws IOException {
        Answer failing = Answer.status(Integer.parseInt(answer.substring(0, 3)), answer.substring(4));
        guard("p").answering(REQUEST, failing).answering(RESPONSE, failing);

        Ruling request = chain("p").request(create("{}"));
        Ruling response = chain("p").response(create("{}"), created());

        assertThat(List.of(request, response)).allSatisfy(ruling -> {
            assertThat(ruling.status()).isEqualTo(500);
            assertThat(ruling.message()).startsWith("plugin p failed with error: ");
        });
    }

    @Test
    void theWordsOfAFailureAreShown() throws IOException {
        guard("p").answering(REQUEST, Answer.status(500, "{\"Err\":\"boom\"}"));

        assertThat(chain("p").request(create("{}")).message()).isEqualTo("plugin p failed with error: boom");
    }

    /** Moby does not look at it, and so lets the request pass (W-22). */
    @Test
    @Tag("held-172")
    void anErrorBesideAllowDoesNotAllow() throws IOException {
        Answer both = Answer.json("{\"Allow\":true,\"Err\":\"the directory is away\"}");
        guard("p").answering(REQUEST, both).answering(RESPONSE, both);

        Ruling failed = new Ruling(500, "plugin p failed with error: the directory is away");
        assertThat(chain("p").request(create("{}"))).isEqualTo(failed);
        assertThat(chain("p").response(create("{}"), created())).isEqualTo(failed);
    }

    @Test
    @Tag("held-173")
    void aDenialReplacesTheResponse() throws IOException {
        guard("p").answering(RESPONSE, Answer.json("{\"Msg\":\"withheld\"}"));

        assertThat(chain("p").response(create("{}"), created()))
                .isEqualTo(new Ruling(403, "authorization denied by plugin p: withheld"));
    }

    /** Moby shows plugins neither the status nor the body of an error, and does not heed their answer (W-23). */
    @Test
    void errorsAreShownAndCanBeWithheldToo() throws IOException {
        ScriptedPlugin plugin = guard("p").answering(RESPONSE, Answer.json("{\"Msg\":\"withheld\"}"));
        ApiResponse error = new ApiResponse(404, Map.of("Content-Type", JSON), "{\"message\":\"m\"}".getBytes(UTF_8));

        assertThat(chain("p").response(create("{}"), error).status()).isEqualTo(403);
        assertThat(shown(plugin, RESPONSE).get("ResponseStatusCode")).isEqualTo(404L);
        assertThat(decoded(shown(plugin, RESPONSE).get("ResponseBody"))).isEqualTo("{\"message\":\"m\"}");
    }

    /** Moby keeps the first failure of the look-up for good, and crashes on it (W-21). */
    @Test
    void aPluginThatWasMissingIsAskedOnceItIsThere() throws IOException {
        AuthzChain chain = chain("p");

        assertThat(chain.request(create("{}")).status()).isEqualTo(500);
        assertThat(chain.request(create("{}")).message()).startsWith("plugin p failed with error: plugin not found");
        guard("p");
        assertThat(chain.request(create("{}"))).isEqualTo(Ruling.ALLOWED);
    }

    @Test
    void aPluginThatDiedDoesNotAllow() throws IOException {
        AuthzChain chain = chain("p");
        ScriptedPlugin plugin = guard("p");
        assertThat(chain.request(create("{}")).allowed()).isTrue();
        plugin.crash();

        assertThat(chain.request(create("{}")).status()).isEqualTo(500);
    }

    @Test
    void aPluginOfAnotherKindDoesNotAllow() throws IOException {
        fixture.plugin("p").implementing("VolumeDriver");

        assertThat(chain("p").request(create("{}")).status()).isEqualTo(500);
    }

    @Test
    void whoIsInterruptedWhileAPluginHangsIsNotAllowed() throws IOException {
        guard("p").answering(REQUEST, Answer.hang());
        Thread.currentThread().interrupt();

        assertThat(chain("p").request(create("{}")).status()).isEqualTo(500);
        assertThat(Thread.interrupted()).isTrue();
    }

    /** Moby loses the response when the last plugin was switched off meanwhile (W-46). */
    @Test
    void aRequestEndsWithTheChainItBeganWith() throws IOException {
        ScriptedPlugin plugin = guard("p");
        AuthzChain before = chain("p");
        ApiRequest request = create("{}");
        before.request(request);
        AuthzChain after = chain();

        assertThat(before.response(request, created())).isEqualTo(Ruling.ALLOWED);
        assertThat(plugin.received(RESPONSE)).hasSize(1);
        assertThat(after.response(request, created())).isEqualTo(Ruling.ALLOWED);
    }

    @Test
    void whatIsNoNameIsRefusedAtOnce() {
        assertThatThrownBy(() -> chain("../evil")).isInstanceOf(IllegalArgumentException.class);
    }
}
