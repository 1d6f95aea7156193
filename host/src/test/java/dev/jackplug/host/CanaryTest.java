package dev.jackplug.host;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jackplug.host.authz.ApiRequest;
import dev.jackplug.host.authz.ApiResponse;
import dev.jackplug.host.authz.AuthzChain;
import dev.jackplug.host.authz.Client;
import dev.jackplug.protocol.Address;
import dev.jackplug.protocol.DriverException;
import dev.jackplug.protocol.RawJson;
import dev.jackplug.protocol.authz.AuthzDriver;
import dev.jackplug.protocol.authz.AuthzRequest;
import dev.jackplug.protocol.authz.AuthzResponse;
import dev.jackplug.protocol.graph.InitRequest;
import dev.jackplug.protocol.graph.LayerRequest;
import dev.jackplug.protocol.ipam.RequestAddressRequest;
import dev.jackplug.protocol.ipam.RequestPoolRequest;
import dev.jackplug.protocol.log.Info;
import dev.jackplug.protocol.log.StartLoggingRequest;
import dev.jackplug.protocol.network.CreateEndpointRequest;
import dev.jackplug.protocol.network.CreateNetworkRequest;
import dev.jackplug.protocol.network.EndpointInterface;
import dev.jackplug.protocol.network.JoinRequest;
import dev.jackplug.protocol.network.NetworkDriver;
import dev.jackplug.protocol.network.NetworkOptions;
import dev.jackplug.protocol.secret.GetSecretReply;
import dev.jackplug.protocol.secret.GetSecretRequest;
import dev.jackplug.protocol.secret.SecretDriver;
import dev.jackplug.protocol.volume.CreateRequest;
import dev.jackplug.protocol.volume.GetRequest;
import dev.jackplug.protocol.volume.MountRequest;
import dev.jackplug.protocol.volume.VolumeDriver;
import dev.jackplug.sdk.PluginServer;
import dev.jackplug.sdk.authz.DecisionLog;
import dev.jackplug.sdk.authz.EngineRequest;
import dev.jackplug.sdk.authz.FailMode;
import dev.jackplug.sdk.authz.PolicyDriver;
import dev.jackplug.sdk.authz.Verdict;
import dev.jackplug.sdk.volume.LedgerVolume;
import dev.jackplug.sdk.volume.VolumeBackend;
import dev.jackplug.sdk.volume.VolumeLedger;
import dev.jackplug.tck.Answer;
import dev.jackplug.tck.Fault;
import dev.jackplug.tck.ScriptedPlugin;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A canary in every place where a secret can be, and it is in no log, error, event or text of an object; whatever fails. Not
 * meant are the words that a plugin answers as its error: to be shown is what they are for.
 */
class CanaryTest {

    private static final String CANARY = "c4nary!hunter2";
    private static final String BASE64 = Base64.getEncoder().encodeToString(CANARY.getBytes(UTF_8));
    private static final Map<String, String> OPTIONS = Map.of("password", CANARY);
    private static final Map<String, Object> FREE_FORM = Map.of("com.docker.network.generic", OPTIONS);

    @TempDir
    private Path state;

    private final Overheard overheard = new Overheard();

    @AutoClose
    private final HostFixture fixture = new HostFixture();

    CanaryTest() throws IOException {}

    @AfterEach
    void theCanaryIsNowhere() {
        overheard.close();
        assertThat(overheard.all()).isNotEmpty();
        assertThat(overheard.all()).allSatisfy(text -> assertThat(text).doesNotContain(CANARY, "hunter2", BASE64));
    }

    private Plugins host() {
        return fixture.closedInTheEnd(fixture.builder()
                .listener(overheard.listener())
                .limits(Limits.DEFAULTS.withAnswerBytes(100_000))
                .build());
    }

    /** A plugin of every subsystem in question that answers all methods alike. */
    private void answering(Answer answer) {
        ScriptedPlugin plugin =
                fixture.plugin("p").implementing("secretprovider", "VolumeDriver", "NetworkDriver", "authz");
        for (String method : List.of(
                "SecretProvider.GetSecret",
                "VolumeDriver.Create",
                "VolumeDriver.Get",
                "VolumeDriver.Mount",
                "NetworkDriver.CreateNetwork",
                "NetworkDriver.CreateEndpoint",
                "AuthZPlugin.AuthZReq",
                "Acme.Do")) {
            plugin.answering(method, answer);
        }
    }

    private void useAll() {
        Plugins host = host();
        Plugin plugin = host.get("p").within(Duration.ofMillis(200));
        SecretDriver secrets = plugin.driver(SecretDriver.SUBSYSTEM);
        overheard.fails(() -> overheard.show(secrets.getSecret(GetSecretRequest.named("db"))));
        VolumeDriver volumes = plugin.driver(VolumeDriver.SUBSYSTEM);
        overheard.fails(() -> volumes.create(new CreateRequest("data", OPTIONS)));
        overheard.fails(() -> overheard.show(volumes.get(new GetRequest("data"))));
        overheard.fails(() -> overheard.show(volumes.mount(new MountRequest("data", "use"))));
        NetworkDriver networks = plugin.driver(NetworkDriver.SUBSYSTEM);
        overheard.fails(() -> networks.createNetwork(new CreateNetworkRequest("net", FREE_FORM, List.of(), List.of())));
        overheard.fails(() -> overheard.show(
                networks.createEndpoint(new CreateEndpointRequest("net", "end", EndpointInterface.NONE, FREE_FORM))));
        AuthzDriver policy = plugin.driver(AuthzDriver.SUBSYSTEM);
        AuthzRequest request = new AuthzRequest(
                "", "", "GET", "/info?a=" + CANARY, CANARY.getBytes(UTF_8), Map.of("X-Meta", CANARY), List.of());
        overheard.fails(() -> overheard.show(policy.authorizeRequest(request)));
        overheard.fails(() -> overheard.show(
                plugin.client().call("Acme.Do", new RawJson("{\"a\":\"" + CANARY + "\"}"), RawJson.class)));
        host.list().forEach(overheard::show);
    }

    private static ApiRequest apiRequest() throws IOException {
        Map<String, List<String>> headers = Map.of(
                "Content-Type", List.of("application/json"),
                "authorization", List.of("Basic " + CANARY),
                "X-Registry-Auth", List.of(BASE64),
                "x-registry-config", List.of(BASE64),
                "X-Meta", List.of(CANARY));
        byte[] body = ("{\"Env\":[\"PASSWORD=" + CANARY + "\"]}").getBytes(UTF_8);
        return ApiRequest.read(
                Client.UNKNOWN,
                "POST",
                "/v1.41/containers/create?token=" + CANARY,
                headers,
                new ByteArrayInputStream(body));
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void whateverThePluginDoesWrong(Fault fault) {
        answering(fault.answer());
        useAll();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                CANARY,
                "\"" + CANARY + "\"",
                "{\"Value\":\"" + CANARY + "\"}",
                "{\"Value\":" + CANARY + "}",
                "{\"Value\":[\"" + CANARY + "\"]}",
                "{\"Value\":\"" + CANARY,
                "{\"Volume\":\"" + CANARY + "\",\"Mountpoint\":{\"a\":\"" + CANARY + "\"},\"Interface\":\"" + CANARY
                        + "\"}",
                "{\"Volume\":{\"CreatedAt\":\"" + CANARY + "\"},\"Allow\":\"" + CANARY + "\"}",
                "{\"Volume\":{\"Mountpoint\":\"\\u" + CANARY + "\"}}",
                "{'Value':'" + CANARY + "'}",
            })
    void whateverIsWrongWithAnAnswerThatHoldsASecret(String body) {
        answering(Answer.json(body));
        useAll();
    }

    /** In place of each part of an answer that HTTP cannot do without. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"Value\":\"" + CANARY + "\"}\r\n",
                CANARY + "\r\n\r\n",
                CANARY + " 200 OK\r\n\r\n",
                "HTTP/1.1 " + CANARY + "\r\n\r\n",
                "HTTP/" + CANARY + " 200 OK\r\n\r\n",
                "HTTP/1.1 200 OK\r\n" + CANARY + "\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: " + CANARY + "\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: " + CANARY + "\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{\"Value\":\"" + CANARY + "\"}\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{" + CANARY + "\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n" + CANARY + "\r\n\r\n",
            })
    void whateverIsWrongWithTheHttpThatHoldsASecret(String answer) {
        answering(Answer.raw(answer));
        useAll();
    }

    @ParameterizedTest
    @ValueSource(strings = {CANARY, "HTTP/1.1 " + CANARY, "HTTP/1.1 200 OK\r\n" + CANARY})
    void anAnswerThatEndsWithASecretInItsHead(String answer) {
        answering(Answer.raw(answer).andClose());
        useAll();
    }

    @Test
    void whatIsRight() {
        answering(Answer.json("{\"Value\":\"" + BASE64 + "\",\"Allow\":true}"));
        useAll();
        overheard.fails(() -> assertThat(new String(
                        host().driver("p", SecretDriver.SUBSYSTEM)
                                .getSecret(GetSecretRequest.named("db"))
                                .value(),
                        UTF_8))
                .isEqualTo(CANARY));
    }

    @Test
    void whatTheAnswerOfNoSuccessSaysBesides() {
        answering(Answer.status(204, ""));
        useAll();
    }

    /** The headers that hold credentials do not even reach the plugin. */
    @Test
    void aPolicyAndItsDecisionLog() throws IOException {
        Path file = state.resolve("decisions");
        for (FailMode mode : FailMode.values()) {
            serve(new PolicyDriver(this::policy, mode, DecisionLog.file(file)));
            serve(new PolicyDriver(this::policy, mode, DecisionLog.system()));
        }
        overheard.show(Files.readString(file));
        assertThat(Files.readString(file)).contains("/containers/create");
    }

    private Verdict policy(EngineRequest request) {
        assertThat(request.header("Authorization")).isEmpty();
        assertThat(request.header("X-Registry-Auth")).isEmpty();
        assertThat(request.header("X-Registry-Config")).isEmpty();
        assertThat(request.header("X-Meta")).hasValue(CANARY);
        overheard.show(request);
        overheard.show(request.message());
        request.body(WrongBody.class);
        return Verdict.allow();
    }

    record WrongBody(int env) {}

    private void serve(AuthzDriver policy) throws IOException {
        try (PluginServer server = PluginServer.named("guard")
                .socket(fixture.folder().resolve("guard.sock"))
                .withoutShutdownHook()
                .serving(AuthzDriver.SUBSYSTEM, policy)
                .start()) {
            assertThat(server.addresses()).hasSize(1);
            AuthzChain chain = new AuthzChain(host(), List.of("guard"));
            ApiRequest request = apiRequest();
            overheard.show(chain.request(request));
            ApiResponse response = new ApiResponse(
                    200,
                    Map.of("Content-Type", List.of("application/json"), "X-Token", List.of(CANARY)),
                    CANARY.getBytes(UTF_8));
            overheard.show(response);
            overheard.show(chain.response(request, response));
        }
    }

    @Test
    void theBooksOfAVolumePlugin() {
        VolumeBackend backend = new VolumeBackend() {
            @Override
            public void create(LedgerVolume volume) throws IOException {
                overheard.show(volume);
                throw new IOException("no room");
            }

            @Override
            public Path mount(LedgerVolume volume) {
                return state;
            }

            @Override
            public void unmount(LedgerVolume volume) {}

            @Override
            public void remove(LedgerVolume volume) throws IOException {
                throw new IOException("not now");
            }
        };
        try (VolumeLedger ledger = VolumeLedger.open(state.resolve("ledger"), backend)) {
            assertThat(overheard.fails(() -> ledger.create(new CreateRequest("data", OPTIONS))))
                    .isTrue();
            overheard.fails(() -> ledger.create(new CreateRequest("data", Map.of("password", "other" + CANARY))));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://user:" + CANARY + "@h:99999",
                "ftp://" + CANARY + "@h",
                "https://u:" + CANARY + "@",
                "tcp://u:" + CANARY + "@[::"
            })
    void anAddressWithAPassword(String url) throws IOException {
        fixture.file("q.spec", url);
        assertThat(overheard.fails(() -> host().get("q"))).isTrue();
        host().list().forEach(overheard::show);
        assertThat(overheard.fails(() -> Address.parse(url))).isTrue();
    }

    @Test
    void aKeyThatIsNone() throws IOException {
        String begin = "-----BEGIN PRIVATE KEY-----\n";
        for (String key : List.of(CANARY, begin + CANARY + "\n-----END PRIVATE KEY-----\n", begin + BASE64)) {
            Path file = Files.writeString(state.resolve("key.pem"), key);
            fixture.file(
                    "k.json",
                    "{\"Addr\":\"https://127.0.0.1:1\",\"TLSConfig\":{\"CertFile\":\"" + file + "\",\"KeyFile\":\""
                            + file + "\"}}");
            assertThat(overheard.fails(() -> host().get("k"))).isTrue();
        }
    }

    @Test
    void theTextOfWhatHoldsSecrets() throws IOException {
        Info info = new Info(
                OPTIONS,
                "id",
                "/web",
                "sh",
                List.of("-p", CANARY),
                "",
                "",
                Instant.EPOCH,
                List.of("PASSWORD=" + CANARY),
                OPTIONS,
                "",
                "docker");
        AuthzRequest request = new AuthzRequest(
                "user",
                "TLS",
                "POST",
                "/auth?t=" + CANARY,
                CANARY.getBytes(UTF_8),
                OPTIONS,
                List.of(CANARY.getBytes(UTF_8)));
        List.of(
                        new GetSecretReply(CANARY.getBytes(UTF_8)),
                        new CreateRequest("data", OPTIONS),
                        new CreateNetworkRequest("net", FREE_FORM, List.of(), List.of()),
                        NetworkOptions.of(FREE_FORM),
                        new CreateEndpointRequest("net", "end", EndpointInterface.NONE, FREE_FORM),
                        new JoinRequest("net", "end", "/run/netns/one", FREE_FORM),
                        new RequestPoolRequest("local", "", "", OPTIONS, false),
                        new RequestAddressRequest("pool", "", OPTIONS),
                        new InitRequest("/home", List.of("key=" + CANARY), List.of(), List.of()),
                        new LayerRequest("id", "", "", OPTIONS),
                        new StartLoggingRequest("/fifo", info),
                        request,
                        AuthzResponse.to(request, 200, CANARY.getBytes(UTF_8), OPTIONS),
                        new LedgerVolume("data", "data", OPTIONS, Instant.EPOCH),
                        new RawJson(CANARY),
                        new DriverException(
                                dev.jackplug.protocol.Target.NONE, 200, "no", "{\"Value\":\"" + CANARY + "\"}"))
                .forEach(overheard::show);
    }
}
