package dev.jackplug.sdk.authz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jackplug.protocol.authz.AuthzDriver;
import dev.jackplug.sdk.PluginServer;
import dev.jackplug.sdk.RawRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a policy's plugin answers, byte by byte. */
class ServedPolicyTest {

    private final AtomicInteger asked = new AtomicInteger();
    private Path folder;
    private Path socket;
    private PluginServer server;

    @BeforeEach
    void start() throws IOException {
        folder = Files.createTempDirectory("jp");
        socket = folder.resolve("guard.sock");
        AuthzPolicy policy = request -> {
            asked.incrementAndGet();
            return switch (request.path()) {
                case "/info" -> Verdict.deny("no info");
                case "/version" -> throw new IllegalStateException("secret");
                default -> Verdict.allow();
            };
        };
        server = PluginServer.named("guard")
                .socket(socket)
                .withoutShutdownHook()
                .serving(AuthzDriver.SUBSYSTEM, new PolicyDriver(policy, FailMode.DENY, decision -> {}))
                .start();
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
        Files.deleteIfExists(socket);
        Files.delete(folder);
    }

    private String ask(String body) throws IOException {
        return RawRequest.post(socket, "AuthZPlugin.AuthZReq", "Host: \r\n", body);
    }

    private static String about(String uri) {
        return "{\"RequestMethod\":\"GET\",\"RequestUri\":\"" + uri + "\"}\n";
    }

    @Test
    @Tag("held-175")
    void aDenialIsAnswerTwoHundredAndAFailureFiveHundred() throws IOException {
        assertThat(ask(about("/info"))).startsWith("HTTP/1.1 200 ").endsWith("{\"Allow\":false,\"Msg\":\"no info\"}\n");
        assertThat(ask(about("/version")))
                .startsWith("HTTP/1.1 500 ")
                .endsWith("{\"Err\":\"the policy failed; the plugin's log says why\"}\n")
                .doesNotContain("Allow", "secret");
        assertThat(ask(about("/events"))).startsWith("HTTP/1.1 200 ").endsWith("{\"Allow\":true}\n");
    }

    /** The helper that plugins in Go use answers 400 and then asks the policy about an empty request (W-43). */
    @ParameterizedTest
    @Tag("held-174")
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "[]",
                "{\"RequestMethod\":\"GET\",",
                "{\"RequestUri\":7}",
                "{\"RequestMethod\":\"POST\",\"RequestUri\":\"/containers/create\",\"RequestBody\":\"%%%\"}",
                "{\"RequestHeaders\":[]}"
            })
    void whatCannotBeReadIsDeniedOnceAndThePolicyIsNotAsked(String body) throws IOException {
        String answer = ask(body);

        assertThat(answer).startsWith("HTTP/1.1 400 ").contains("{\"Err\":").doesNotContain("Allow");
        assertThat(answer.split("HTTP/1.1", -1)).hasSize(2);
        assertThat(asked).hasValue(0);
    }

    /** An empty message is a request without method and target, which no engine sends. */
    @Test
    void anEmptyMessageIsAskedAboutAsARequestThatNobodyKnows() throws IOException {
        assertThat(ask("{}")).startsWith("HTTP/1.1 200 ");
        assertThat(asked).hasValue(1);
    }
}
