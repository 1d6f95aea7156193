package dev.jackplug.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jackplug.protocol.DriverException;
import dev.jackplug.protocol.Subsystem;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PluginServerTest {

    private final AtomicInteger calls = new AtomicInteger();
    private Path folder;
    private Path socket;
    private PluginServer server;

    @BeforeEach
    void start() throws IOException {
        folder = Files.createTempDirectory("jp");
        socket = folder.resolve("greeter.sock");
        server = describe().start();
    }

    private PluginServerBuilder describe() {
        return PluginServer.named("greeter")
                .socket(socket)
                .withoutShutdownHook()
                .serving(Greeter.SUBSYSTEM, question -> {
                    calls.incrementAndGet();
                    if (question.name().equals("nobody")) {
                        throw new DriverException("nobody is not greeted");
                    }
                    if (question.name().equals("blank")) {
                        throw new DriverException(" ");
                    }
                    if (question.name().equals("bug")) {
                        throw new IllegalStateException("secret detail");
                    }
                    return new Greeter.Answer("hello " + question.name());
                });
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
        Files.deleteIfExists(socket);
        Files.delete(folder);
    }

    private String greet(String body) throws IOException {
        return RawRequest.post(socket, "Greeter.Greet", "Host: x\r\n", body);
    }

    @Test
    @Tag("held-84")
    @Tag("held-94")
    void activationNamesTheSubsystems() throws IOException {
        assertThat(RawRequest.post(socket, "Plugin.Activate", "Host: x\r\n", ""))
                .startsWith("HTTP/1.1 200 ")
                .contains("application/vnd.docker.plugins.v1.2+json")
                .endsWith("{\"Implements\":[\"Greeter\"]}\n");
    }

    @ParameterizedTest
    @Tag("held-85")
    @Tag("held-86")
    @Tag("held-93")
    @ValueSource(
            strings = {
                "Host: \r\nUser-Agent: Go-http-client/1.1\r\nAccept: application/vnd.docker.plugins.v1.2+json\r\n",
                "Host: /run/docker/plugins/greeter.sock\r\n",
                "Host: plugin.moby.localhost\r\n",
                "Host: plugin\r\nContent-Type: application/vnd.docker.plugins.v1.1+json\r\n"
            })
    void takesWhatRealHostsSend(String headers) throws IOException {
        assertThat(RawRequest.post(socket, "Greeter.Greet", headers, "{\"Name\":\"you\"}"))
                .startsWith("HTTP/1.1 200 ")
                .endsWith("{\"Text\":\"hello you\"}\n");
    }

    @Test
    @Tag("held-87")
    void takesAChunkedBody() throws IOException {
        assertThat(RawRequest.send(
                        socket,
                        "POST /Greeter.Greet HTTP/1.1\r\nHost: x\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n"
                                + "8\r\n{\"Name\":\r\n6\r\n\"you\"}\r\n0\r\n\r\n"))
                .endsWith("{\"Text\":\"hello you\"}\n");
    }

    @Test
    @Tag("held-88")
    void serialRequestsShareAConnection() throws IOException {
        String one = "POST /Greeter.Idle HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}";
        String last = "POST /Greeter.Idle HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";
        assertThat(RawRequest.send(socket, one + last).split("HTTP/1.1 200 ")).hasSize(3);
    }

    @Test
    @Tag("held-88")
    void aRequestMayComeByteByByte() throws Exception {
        String request = "POST /Greeter.Greet HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 14\r\n\r\n"
                + "{\"Name\":\"you\"}";
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            for (byte one : request.getBytes(StandardCharsets.US_ASCII)) {
                channel.write(ByteBuffer.wrap(new byte[] {one}));
                Thread.yield();
            }
            assertThat(RawRequest.rest(channel)).endsWith("{\"Text\":\"hello you\"}\n");
        }
    }

    @Test
    @Tag("held-95")
    void keysThatAreNotKnownAreIgnored() throws IOException {
        assertThat(greet("{\"Name\":\"you\",\"More\":[{}]}")).endsWith("{\"Text\":\"hello you\"}\n");
    }

    @Test
    @Tag("held-92")
    void anErrorWithoutATextStillHasOne() throws IOException {
        assertThat(greet("{\"Name\":\"blank\"}")).endsWith("{\"Err\":\"Greeter.Greet failed without a text\"}\n");
    }

    @Test
    @Tag("held-84")
    void oneProcessServesSeveralSubsystemsOnSeveralSockets() throws IOException {
        Subsystem<Greeter> other = new Subsystem<>(
                "Other", Subsystem.ERR, Greeter.class, List.of(), caller -> question -> new Greeter.Answer(""));
        Path second = folder.resolve("second.sock");
        server.close();
        try (PluginServer both = describe()
                .socket(folder.resolve("first.sock"))
                .socket(second)
                .serving(other, question -> new Greeter.Answer("other"))
                .start()) {
            assertThat(both.addresses()).hasSize(3);
            assertThat(RawRequest.post(second, "Plugin.Activate", "Host: x\r\n", ""))
                    .endsWith("{\"Implements\":[\"Greeter\",\"Other\"]}\n");
        }
    }

    @Test
    void aHostThatAsksFirstIsToldToGoOn() throws IOException {
        assertThat(RawRequest.post(
                        socket, "Greeter.Greet", "Host: x\r\nExpect: 100-continue\r\n", "{\"Name\":\"you\"}"))
                .startsWith("HTTP/1.1 100 ")
                .endsWith("{\"Text\":\"hello you\"}\n");
    }

    @Test
    @Tag("held-89")
    void anUnknownMethodIsAnsweredWith404() throws IOException {
        assertThat(RawRequest.post(socket, "Greeter.Wave", "Host: x\r\n", "{}"))
                .startsWith("HTTP/1.1 404 ")
                .contains("this plugin has no method Greeter.Wave");
    }

    @ParameterizedTest
    @Tag("held-90")
    @Tag("held-91")
    @ValueSource(strings = {"", "{", "[]", "{\"Name\":5}"})
    void aRequestThatCannotBeReadIsAnsweredWith400AndNotActedOn(String body) throws IOException {
        assertThat(greet(body)).startsWith("HTTP/1.1 400 ").contains("{\"Err\":\"the request cannot be read");
        assertThat(calls).hasValue(0);
    }

    @Test
    void aMethodWithoutArgumentsTakesAnEmptyBody() throws IOException {
        assertThat(RawRequest.post(socket, "Greeter.Idle", "Host: x\r\n", "")).endsWith("{\"Text\":\"idle\"}\n");
    }

    @Test
    @Tag("held-92")
    @Tag("held-132")
    void anErrorOfTheDriverIsAnsweredWith500AndItsText() throws IOException {
        assertThat(greet("{\"Name\":\"nobody\"}"))
                .startsWith("HTTP/1.1 500 ")
                .endsWith("{\"Err\":\"nobody is not greeted\"}\n");
    }

    @Test
    void aDefectOfTheDriverIsAnsweredWith500AndNothingOfItsInside() throws IOException {
        assertThat(greet("{\"Name\":\"bug\"}"))
                .startsWith("HTTP/1.1 500 ")
                .contains("Greeter.Greet failed inside the plugin")
                .doesNotContain("secret detail");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NONSENSE\r\n\r\n",
                "POST /Greeter.Greet HTTP/1.1\r\nHost: x\r\nContent-Length: +2\r\n\r\n{}",
                "POST /Greeter.Greet HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n+2\r\n{}\r\n0\r\n\r\n",
                "POST /Greeter.Greet HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n-0\r\n\r\n",
                "POST /Greeter.Greet HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n{}"
            })
    void whatIsNoTrustworthyHttpIsAnsweredWith400AndTheConnectionClosed(String bytes) throws IOException {
        assertThat(RawRequest.send(socket, bytes)).startsWith("HTTP/1.1 400 ").contains("Connection: close");
        assertThat(calls).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hunter2\r\n\r\n",
                "POST /Greeter.Greet hunter2\r\n\r\n",
                "POST /Greeter.Greet HTTP/1.1\r\nHost: x\r\nAuthorization Basic hunter2\r\n\r\n",
                "POST /Greeter.Greet HTTP/1.1\r\nHost: x\r\nContent-Length: hunter2\r\n\r\n",
                "POST /Greeter.Greet HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: hunter2\r\n\r\n",
                "POST /Greeter.Greet HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nhunter2\r\n"
            })
    void whatIsNoTrustworthyHttpIsNotRepeated(String bytes) throws IOException {
        assertThat(RawRequest.send(socket, bytes))
                .startsWith("HTTP/1.1 400 ")
                .contains("{\"Err\":\"the request is no HTTP that can be trusted: ")
                .doesNotContain("hunter2");
    }

    @Test
    void theAnswerToHeadHasNoBodySoThatTheNextOneFollowsItsHead() throws IOException {
        String answers = RawRequest.send(
                socket,
                "HEAD / HTTP/1.1\r\nHost: x\r\n\r\n"
                        + "POST /Greeter.Idle HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
        assertThat(answers).startsWith("HTTP/1.1 405 ").contains("\r\nContent-Length: ");
        assertThat(answers.substring(answers.indexOf("\r\n\r\n") + 4))
                .startsWith("HTTP/1.1 200 ")
                .endsWith("{\"Text\":\"idle\"}\n");
    }

    @Test
    void whatFollowsHeadAndIsNoRequestIsAnsweredWithABody() throws IOException {
        assertThat(RawRequest.send(socket, "HEAD / HTTP/1.1\r\nHost: x\r\n\r\nNONSENSE\r\n\r\n"))
                .contains("HTTP/1.1 400 ")
                .endsWith("\"}\n");
    }

    @Test
    void onlyPostIsServed() throws IOException {
        assertThat(RawRequest.send(socket, "GET /Greeter.Idle HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 405 ");
    }

    @Test
    @Tag("held-100")
    void theSocketIsForItsOwnerAndGroup() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)))
                .isEqualTo("rw-rw----");
    }

    @Test
    void closingRemovesTheSocket() {
        server.close();
        assertThat(socket).doesNotExist();
    }

    @Test
    void aLiveSocketIsNotTakenOver() {
        assertThatThrownBy(() -> describe().start())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("another process listens at " + socket);
    }

    @Test
    @Tag("held-99")
    void aLeftoverSocketIsTakenOver() throws IOException {
        server.close();
        ServerSocketChannel dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        dead.bind(UnixDomainSocketAddress.of(socket));
        dead.close();
        server = describe().start();
        assertThat(greet("{\"Name\":\"again\"}")).endsWith("{\"Text\":\"hello again\"}\n");
    }
}
