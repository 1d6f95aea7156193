package dev.jackplug.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ScriptedPluginTest {

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Type: application/vnd.docker.plugins.v1.1+json\r\n";

    private SocketFolder folder;
    private ScriptedPlugin plugin;

    @BeforeEach
    void start() throws IOException {
        folder = SocketFolder.create();
        plugin = ScriptedPlugin.onSocket(folder.socket());
    }

    @AfterEach
    void stop() throws IOException {
        plugin.close();
        folder.close();
    }

    private static String ok(String body) {
        return OK + "Content-Length: " + body.length() + "\r\n\r\n" + body;
    }

    private void assertExchange(RawHost host, String method, String answer) throws IOException {
        host.send(RawHost.post(method, "{}"));
        assertThat(host.read(answer)).isEqualTo(answer);
    }

    @Test
    void requestsAreRecordedExactly() throws IOException {
        String head = "POST /VolumeDriver.Get?a=b HTTP/1.1\r\nhost: \r\nX-Twice: 1\r\nx-twice:  2 \r\n"
                + "Content-Length: 3\r\n\r\n";
        try (RawHost host = RawHost.connect(plugin)) {
            host.send(head + "\u00c3\u00a9\n");

            Received request =
                    plugin.awaitReceived("VolumeDriver.Get", 1, LIMIT).get(0);
            assertThat(request.head()).isEqualTo(head);
            assertThat(request.requestLine()).isEqualTo("POST /VolumeDriver.Get?a=b HTTP/1.1");
            assertThat(request.path()).isEqualTo("/VolumeDriver.Get");
            assertThat(request.headers())
                    .isEqualTo(List.of(
                            Map.entry("host", ""),
                            Map.entry("X-Twice", "1"),
                            Map.entry("x-twice", "2"),
                            Map.entry("Content-Length", "3")));
            assertThat(request.header("X-TWICE")).contains("1");
            assertThat(request.header("Absent")).isEmpty();
            assertThat(request.text()).isEqualTo("\u00e9\n");
            assertThat(request.framing()).isEqualTo("content-length");
            assertThat(request.connection()).isEqualTo(1);
        }
    }

    @Test
    void activationTellsWhatIsImplementedUnlessOverridden() throws IOException {
        try (RawHost host = RawHost.connect(plugin)) {
            assertExchange(host, "Plugin.Activate", ok("{\"Implements\":[]}"));
            plugin.implementing("VolumeDriver", "authz");
            assertExchange(host, "Plugin.Activate", ok("{\"Implements\":[\"VolumeDriver\",\"authz\"]}"));
            plugin.answering("Plugin.Activate", Answer.status(500, "no"));
            assertExchange(host, "Plugin.Activate", "HTTP/1.1 500 Internal Server Error\r\n");
        }
        assertThat(plugin.connections()).isEqualTo(1);
    }

    @Test
    void unknownMethodsAnswer404InPlainText() throws IOException {
        try (RawHost host = RawHost.connect(plugin)) {
            assertExchange(
                    host,
                    "No.Such",
                    "HTTP/1.1 404 Not Found\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: 19\r\n\r\n"
                            + "404 page not found\n");
        }
    }

    @Test
    void queuedAnswersComeBeforeTheStandingOne() throws IOException {
        plugin.answering("A.B", Answer.json("{}")).answeringOnce("A.B", Answer.json("1"), Answer.json("2"));
        try (RawHost host = RawHost.connect(plugin)) {
            assertExchange(host, "A.B", ok("1"));
            assertExchange(host, "A.B", ok("2"));
            assertExchange(host, "A.B", ok("{}"));
            assertExchange(host, "A.B", ok("{}"));
        }
    }

    @Test
    void rawBytesAreSentAsGivenAndChunksOneByOne() throws IOException {
        plugin.answering("A.Raw", Answer.raw("\u0000\u00ff")).answering("A.Chunked", Answer.chunked("{", "}"));
        try (RawHost host = RawHost.connect(plugin)) {
            assertExchange(host, "A.Raw", "\u0000\u00ff");
            assertExchange(host, "A.Chunked", OK + "Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n1\r\n}\r\n0\r\n\r\n");
        }
    }

    @Test
    void anAnswerCanCloseTheConnectionAfterItself() throws IOException {
        plugin.answering("A.B", Answer.json("{}").andClose());
        try (RawHost host = RawHost.connect(plugin)) {
            assertThat(host.send(RawHost.post("A.B", "")).readToEnd()).isEqualTo(ok("{}"));
        }
        plugin.awaitOpenConnections(0, LIMIT);
    }

    @Test
    void aHostThatAsksForItHasItsConnectionClosed() throws IOException {
        plugin.answering("A.B", Answer.json("{}"));
        try (RawHost host = RawHost.connect(plugin)) {
            host.send("POST /A.B HTTP/1.1\r\nConnection: close\r\n\r\n");
            assertThat(host.readToEnd()).isEqualTo(ok("{}"));
        }
    }

    @Test
    void aGateHoldsTheAnswerBack() throws IOException {
        CountDownLatch gate = new CountDownLatch(1);
        plugin.answering("A.B", Answer.json("{}").after(gate));
        try (RawHost host = RawHost.connect(plugin)) {
            host.send(RawHost.post("A.B", ""));
            plugin.awaitReceived("A.B", 1, LIMIT);
            gate.countDown();
            assertThat(host.read(ok("{}"))).isEqualTo(ok("{}"));
        }
    }

    @Test
    void answersThatWaitEndWithTheHost() throws IOException {
        plugin.answering("A.Hang", Answer.hang())
                .answering("A.Gate", Answer.json("{}").after(new CountDownLatch(1)));
        for (String method : List.of("A.Hang", "A.Gate")) {
            try (RawHost host = RawHost.connect(plugin)) {
                host.send(RawHost.post(method, ""));
                plugin.awaitReceived(method, 1, LIMIT);
                assertThat(plugin.openConnections()).isEqualTo(1);
            }
            plugin.awaitOpenConnections(0, LIMIT);
        }
    }

    @Test
    void answersThatWaitEndWithThePlugin() throws IOException {
        plugin.answering("A.Hang", Answer.hang())
                .answering("A.Gate", Answer.json("{}").after(new CountDownLatch(1)));
        try (RawHost hanging = RawHost.connect(plugin);
                RawHost gated = RawHost.connect(plugin)) {
            hanging.send(RawHost.post("A.Hang", ""));
            gated.send(RawHost.post("A.Gate", ""));
            plugin.awaitReceived("A.Hang", 1, LIMIT);
            plugin.awaitReceived("A.Gate", 1, LIMIT);

            long start = System.nanoTime();
            plugin.close();

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
            assertThat(hanging.readToEnd()).isEmpty();
            assertThat(gated.readToEnd()).isEmpty();
            assertThat(Thread.getAllStackTraces().keySet())
                    .extracting(Thread::getName)
                    .noneMatch(name -> name.startsWith("jackplug-scripted-"));
        }
    }

    @Test
    void onlyIdleConnectionsAreClosedAsIdle() throws IOException {
        CountDownLatch gate = new CountDownLatch(1);
        plugin.answering("A.Held", Answer.json("{}").after(gate)).answering("A.B", Answer.json("x".repeat(500_000)));
        try (RawHost busy = RawHost.connect(plugin);
                RawHost idle = RawHost.connect(plugin)) {
            busy.send(RawHost.post("A.Held", ""));
            plugin.awaitReceived("A.Held", 1, LIMIT);
            assertExchange(idle, "A.B", ok("x".repeat(500_000)));

            plugin.closeIdleConnections();

            assertThat(plugin.openConnections()).isEqualTo(1);
            assertThat(idle.readToEnd()).isEmpty();
            gate.countDown();
            assertThat(busy.read(ok("{}"))).isEqualTo(ok("{}"));
        }
    }

    @Test
    void waitingInVainTellsWhatCameInstead() throws IOException {
        try (RawHost host = RawHost.connect(plugin)) {
            host.send(RawHost.post("A.B", ""));
            plugin.awaitReceived("A.B", 1, LIMIT);
        }
        assertThatThrownBy(() -> plugin.awaitReceived("C.D", 2, Duration.ofMillis(5)))
                .isInstanceOf(AssertionError.class)
                .hasMessage("expected 2 requests of C.D within PT0.005S, got 0; received so far: "
                        + "[POST /A.B HTTP/1.1 on connection 1]");
    }

    @Test
    void closingDeletesTheSocketFile() {
        assertThat(plugin.address()).isEqualTo("unix://" + folder.socket());
        assertThat(folder.socket()).exists();
        plugin.close();
        assertThat(Files.exists(folder.socket())).isFalse();
        plugin.close();
    }

    @Test
    void aCrashLeavesASocketFileThatRefusesUntilThePluginIsBack() throws IOException {
        try (RawHost host = RawHost.connect(plugin)) {
            assertExchange(host, "Plugin.Activate", ok("{\"Implements\":[]}"));
            plugin.crash();
            assertThat(host.readToEnd()).isEmpty();
        }
        plugin.close();
        assertThat(folder.socket()).exists();
        assertThatThrownBy(() -> RawHost.connect(plugin)).isInstanceOf(ConnectException.class);

        try (ScriptedPlugin back = ScriptedPlugin.onSocket(folder.socket());
                RawHost host = RawHost.connect(back)) {
            assertExchange(host, "Plugin.Activate", ok("{\"Implements\":[]}"));
        }
    }

    @Test
    void foldersAboveTheSocketAreMade() {
        try (ScriptedPlugin nested = ScriptedPlugin.onSocket(folder.path().resolve("a/b/c.sock"))) {
            assertThat(nested.address()).endsWith("/a/b/c.sock");
        }
    }

    @Test
    void aPortSpeaksTheSame() throws IOException {
        try (ScriptedPlugin onPort = ScriptedPlugin.onPort()) {
            assertThat(onPort.address()).matches("tcp://127\\.0\\.0\\.1:\\d+");
            try (RawHost host = RawHost.connect(onPort)) {
                assertExchange(host, "Plugin.Activate", ok("{\"Implements\":[]}"));
            }
            onPort.awaitOpenConnections(0, LIMIT);
        }
    }
}
