package dev.jackplug.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jackplug.tck.Answer;
import dev.jackplug.tck.Fault;
import dev.jackplug.tck.ScriptedPlugin;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A recorder in front of a plugin: what it shows, and that nobody is the worse for it. */
class TraceCommandTest {

    private static final String GET = "{\"Name\":\"data\"}";

    @AutoClose
    private final PluginFolder folder = new PluginFolder();

    TraceCommandTest() throws IOException {}

    private Path socket() {
        return folder.sockets.resolve("sshfs.sock");
    }

    private Tracing trace(Object... options) {
        return Tracing.start(
                folder,
                "recording sshfs",
                Stream.concat(Stream.of("trace", "sshfs"), Stream.of(options)).toArray());
    }

    private ScriptedPlugin plugin() {
        return folder.live("sshfs")
                .answering("VolumeDriver.Get", Answer.json("{\"Volume\":{\"Name\":\"data\"}}"))
                .answering("VolumeDriver.Remove", Answer.json("{\"Err\":\"in use\"}"));
    }

    private void assertPutBack(Object inode) throws IOException {
        assertThat(Files.getAttribute(socket(), "unix:ino")).isEqualTo(inode);
        assertThat(files()).containsExactly(socket());
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder.sockets)) {
            return files.toList();
        }
    }

    @Test
    void eachCallIsShownWithStatusTimeAndErrorAndTheSocketIsPutBack() throws Exception {
        plugin();
        Object inode = Files.getAttribute(socket(), "unix:ino");
        Cli trace;
        try (Tracing running = trace()) {
            folder.run("call", "sshfs", "VolumeDriver.Get", GET);
            folder.run("call", "sshfs", "VolumeDriver.Remove", GET);
            folder.run("call", "sshfs", "VolumeDriver.Paint");
            trace = running.awaiting("VolumeDriver.Paint").stop();
        }
        assertThat(trace.exitCode()).isZero();
        assertThat(trace.err()).isEmpty();
        assertThat(trace.out())
                .containsPattern("\\d\\d:\\d\\d:\\d\\d\\.\\d{3}  VolumeDriver.Get +200 +\\d+\\.\\d ms\n")
                .containsPattern("VolumeDriver.Remove +200 +\\d+\\.\\d ms  in use\n")
                .containsPattern("VolumeDriver.Paint +404 +\\d+\\.\\d ms  404 page not found\n")
                .contains("the plugin's socket is at its place again\n")
                .contains("6 calls, 2 with an error\n");
        assertPutBack(inode);
    }

    @Test
    void bodiesAreShownOnDemand() throws Exception {
        plugin();
        try (Tracing running = trace("-v")) {
            folder.run("call", "sshfs", "VolumeDriver.Get", GET);
            running.awaiting("    > {\"Name\":\"data\"}\n    < {\"Volume\":{\"Name\":\"data\"}}\n");
        }
    }

    @Test
    void theRecordIsPrintedAsJson() throws Exception {
        plugin();
        try (Tracing running = trace("--json")) {
            folder.run("call", "sshfs", "VolumeDriver.Get", GET);
            running.awaiting("\"req\":{\"line\":\"POST /VolumeDriver.Get HTTP/1.1\"");
            assertThat(running.stop().out().lines())
                    .allSatisfy(line -> assertThat(line).startsWith("{\"kind\":"))
                    .anySatisfy(line -> assertThat(line).contains("note", "the plugin's socket is at its place again"));
        }
    }

    @Test
    void hostsSeeOnePluginWithTheModesOfBefore() throws Exception {
        plugin();
        Files.setPosixFilePermissions(socket(), PosixFilePermissions.fromString("rw-rw----"));
        try (Tracing running = trace()) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket())))
                    .isEqualTo("rw-rw----");
            assertThat(folder.run("ls", "--json").rows())
                    .singleElement()
                    .satisfies(row ->
                            assertThat(row).containsEntry("name", "sshfs").containsEntry("state", "ACTIVE"));
            assertThat(running.stop().exitCode()).isZero();
        }
    }

    @Test
    void bytesPassAsTheyAre() throws Exception {
        byte[] big = new byte[5 * 1024 * 1024];
        new Random(7).nextBytes(big);
        plugin().answering("GraphDriver.ApplyDiff", (request, connection) -> {
            connection.out().write("HTTP/1.1 200 OK\r\ntransfer-encoding:  chunked\r\n\r\n".getBytes(ISO_8859_1));
            for (int at = 0; at < request.body().length; at += 1000) {
                int size = Math.min(1000, request.body().length - at);
                connection.out().write((Integer.toHexString(size) + ";x=y\r\n").getBytes(ISO_8859_1));
                connection.out().write(request.body(), at, size);
                connection.out().write("\r\n".getBytes(ISO_8859_1));
            }
            connection.out().write("0\r\nTrailer: 1\r\n\r\n".getBytes(ISO_8859_1));
            connection.close();
        });
        byte[] direct = conversation(big);
        try (Tracing running = trace()) {
            byte[] traced = conversation(big);
            assertThat(traced).hasSizeGreaterThan(big.length).isEqualTo(direct);
            running.awaiting("GraphDriver.ApplyDiff");
        }
    }

    /** Sends a body in chunks, and reads to the end of the connection. */
    private byte[] conversation(byte[] body) throws IOException {
        try (SocketChannel host = SocketChannel.open(UnixDomainSocketAddress.of(socket()))) {
            ByteArrayOutputStream request = new ByteArrayOutputStream();
            request.write("POST /GraphDriver.ApplyDiff?id=1 HTTP/1.1\r\nHost: \r\nTransfer-Encoding: chunked\r\n\r\n"
                    .getBytes(ISO_8859_1));
            request.write((Integer.toHexString(body.length) + "\r\n").getBytes(ISO_8859_1));
            request.write(body);
            request.write("\r\n0\r\n\r\n".getBytes(ISO_8859_1));
            ByteBuffer buffer = ByteBuffer.wrap(request.toByteArray());
            while (buffer.hasRemaining()) {
                host.write(buffer);
            }
            return Channels.newInputStream(host).readAllBytes();
        }
    }

    @Test
    void whatIsNoHttpPassesAndIsNotTakenDown() throws Exception {
        plugin().answering(
                        "Plugin.Activate",
                        Answer.raw("\u0016\u0003 is no HTTP\n").andClose());
        try (Tracing running = trace();
                SocketChannel host = SocketChannel.open(UnixDomainSocketAddress.of(socket()))) {
            host.write(ByteBuffer.wrap("POST /Plugin.Activate HTTP/1.1\r\n\r\n".getBytes(ISO_8859_1)));
            assertThat(new String(Channels.newInputStream(host).readAllBytes(), ISO_8859_1))
                    .isEqualTo("\u0016\u0003 is no HTTP\n");
            running.awaiting("what follows is passed on and not taken down");
        }
    }

    @Test
    void aCallThatIsNeverAnsweredIsShown() throws Exception {
        plugin().faulting("VolumeDriver.Get", Fault.CLOSES_BEFORE_ANSWER);
        try (Tracing running = trace()) {
            folder.run("call", "sshfs", "VolumeDriver.Get", GET);
            running.awaiting("no answer");
        }
    }

    @Test
    void aConnectionOfBeforeIsCountedAndGoesOn() throws Exception {
        ScriptedPlugin plugin = plugin();
        try (SocketChannel host = SocketChannel.open(UnixDomainSocketAddress.of(socket()))) {
            plugin.awaitOpenConnections(1, Duration.ofMinutes(1));
            try (Tracing running = trace()) {
                running.awaiting("1 connection was open before");
                host.write(ByteBuffer.wrap(
                        "POST /Plugin.Activate HTTP/1.1\r\nHost: \r\nContent-Length: 0\r\n\r\n".getBytes(ISO_8859_1)));
                assertThat(Channels.newInputStream(host).read()).isEqualTo('H');
                assertThat(running.stop().out())
                        .containsSubsequence("1 connection was open before", "recording sshfs", "0 calls, no error");
            }
        }
    }

    @Test
    void aCallUnderWayIsNotCutOffByTheEndOfTheTrace() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        ScriptedPlugin plugin =
                plugin().answering("VolumeDriver.Mount", Answer.json("{}").after(gate));
        try (Tracing running = trace();
                SocketChannel host = SocketChannel.open(UnixDomainSocketAddress.of(socket()))) {
            host.write(ByteBuffer.wrap(
                    "POST /VolumeDriver.Mount HTTP/1.1\r\nHost: \r\nContent-Length: 2\r\n\r\n{}".getBytes(ISO_8859_1)));
            plugin.awaitReceived("VolumeDriver.Mount", 1, Duration.ofMinutes(1));
            Thread opener = new Thread(() -> {
                awaitPutBack();
                gate.countDown();
            });
            opener.start();
            assertThat(running.stop().out()).containsPattern("VolumeDriver.Mount +200");
            opener.join(TimeUnit.MINUTES.toMillis(1));
            assertThat(Channels.newInputStream(host).read()).isEqualTo('H');
        }
    }

    private void awaitPutBack() {
        while (Files.exists(folder.sockets.resolve(".jackplug-trace/sshfs.sock"))) {
            Thread.onSpinWait();
        }
    }

    @Test
    void aPluginThatStopsEndsTheTraceAndLeavesNothing() throws Exception {
        ScriptedPlugin plugin = plugin();
        try (Tracing running = trace()) {
            plugin.crash();
            Cli trace = running.ended();
            assertThat(trace.exitCode()).isEqualTo(1);
            assertThat(trace.out()).contains("the plugin has stopped meanwhile");
            assertThat(files()).isEmpty();
        }
    }

    @Test
    void aPluginThatTakesItsPlaceAnewKeepsIt() throws Exception {
        ScriptedPlugin old = plugin();
        try (Tracing running = trace()) {
            plugin();
            Cli trace = running.ended();
            assertThat(trace.exitCode()).isEqualTo(1);
            assertThat(trace.out()).contains("its new socket stays");
            assertThat(folder.run("call", "sshfs", "VolumeDriver.Get", GET).exitCode())
                    .isZero();
            assertThat(files()).containsExactly(socket());
            assertThat(old.received()).isEmpty();
        }
    }

    @Test
    void onlyOneRecorderStandsInFront() throws Exception {
        plugin();
        try (Tracing running = trace()) {
            Cli second = folder.run("trace", "sshfs", "--timeout", "1s");
            assertThat(second.exitCode()).isEqualTo(1);
            assertThat(second.err()).contains("it is being recorded already");
            assertThat(running.stop().exitCode()).isZero();
        }
    }

    /** A recorder in a process of its own that is killed. */
    private void kill() throws Exception {
        try (Background recorder = Background.start(folder, Map.of(), "trace", "sshfs")) {
            recorder.awaiting("recording sshfs");
        }
    }

    @Test
    void afterAKillTheSocketIsPutBackOnDemand() throws Exception {
        plugin();
        Object inode = Files.getAttribute(socket(), "unix:ino");
        kill();
        assertThat(folder.run("call", "sshfs", "VolumeDriver.Get", GET, "--timeout", "1s")
                        .exitCode())
                .isNotZero();
        Cli restored = folder.run("trace", "sshfs", "--restore");
        assertThat(restored.exitCode()).as("%s", restored).isZero();
        assertThat(restored.out()).isEqualTo("the plugin's socket is at its place again\n");
        assertPutBack(inode);
        assertThat(folder.run("trace", "sshfs", "--restore").out()).contains("nothing is left");
    }

    @Test
    void afterAKillTheNextTracePutsTheSocketBackItself() throws Exception {
        plugin();
        Object inode = Files.getAttribute(socket(), "unix:ino");
        kill();
        Files.delete(socket());
        try (Tracing running = trace()) {
            folder.run("call", "sshfs", "VolumeDriver.Get", GET);
            assertThat(running.awaiting("VolumeDriver.Get").stop().exitCode()).isZero();
        }
        assertPutBack(inode);
    }

    @Test
    void afterAKillAPluginThatWasStartedAgainStays() throws Exception {
        plugin().crash();
        plugin();
        kill();
        plugin();
        Object inode = Files.getAttribute(socket(), "unix:ino");
        assertThat(folder.run("trace", "sshfs", "--restore").out()).contains("its new socket stays");
        assertPutBack(inode);
    }

    @Test
    void aPluginOnAPortIsRecordedBesideIt() throws Exception {
        try (ScriptedPlugin plugin = ScriptedPlugin.onPort().implementing("VolumeDriver")) {
            folder.spec("far.spec", plugin.address());
            Cli refused = folder.run("trace", "far");
            assertThat(refused.exitCode()).isEqualTo(2);
            assertThat(refused.err()).contains("use --listen SOCKET");
            Path beside = folder.sockets.resolve("near.sock");
            try (Tracing running = Tracing.start(folder, "recording far", "trace", "far", "--listen", beside)) {
                assertThat(folder.run("activate", "near").exitCode()).isZero();
                assertThat(running.awaiting("Plugin.Activate").stop().exitCode())
                        .isZero();
            }
            assertThat(beside).doesNotExist();
        }
    }

    @Test
    void whoIsNotThereIsNotTraced() throws IOException {
        assertThat(folder.run("trace", "sshfs").exitCode()).isEqualTo(3);
        folder.stale("sshfs");
        folder.spec("typo.spec", "tpc://localhost:1");
        Cli malformed = folder.run("trace", "typo");
        assertThat(malformed.exitCode()).isEqualTo(1);
        assertThat(malformed.err()).contains("typo.spec").contains("tpc://");
        Cli stale = folder.run("trace", "sshfs");
        assertThat(stale.exitCode()).isEqualTo(1);
        assertThat(stale.err()).contains("nobody listens at");
        assertThat(files()).containsExactly(socket());
    }

    @Test
    void secretsGoByAndAreNotKept() throws Exception {
        String canary = "c4nary-hunter2";
        plugin().answering("SecretProvider.GetSecret", Answer.json("{\"Value\":\"" + canary + "\"}"))
                .answering("VolumeDriver.Create", Answer.json("{\"Err\":\"mount -o password=" + canary + " failed\"}"))
                .answering("AuthZPlugin.AuthZReq", Answer.json("{\"Allow\":true}"))
                .answering("Acme.Stream", Answer.chunked(canary));
        Path out = folder.specs.resolve("sshfs.jsonl");
        Path drawing = folder.specs.resolve("sshfs.svg");
        try (Tracing running = trace("-v", "--out", out, "--diagram", drawing)) {
            assertThat(folder.run("call", "sshfs", "SecretProvider.GetSecret", "{\"SecretName\":\"db\"}")
                            .out())
                    .contains(canary);
            for (String options : List.of(
                    "{\"Password\":\"%s\"}",
                    "{\"o\":\"username=me,password=%s\"}",
                    "{\"device\":\"https://me:%s@host/share\"}",
                    "{\"a\":{\"api_key\":[\"%s\"]},\"a\":{}}",
                    "{}},\"\":{\"\":\"%s")) {
                folder.run("call", "sshfs", "VolumeDriver.Create", "{\"Opts\":" + options.formatted(canary) + "}");
            }
            folder.run("call", "sshfs", "AuthZPlugin.AuthZReq", """
                    {"RequestUri":"/auth?t=%1$s","RequestBody":"%1$s","RequestHeaders":{"X-Registry-Auth":"%1$s"}}""".formatted(canary));
            folder.run("call", "sshfs", "Acme.Stream");
            Cli trace = running.awaiting("Acme.Stream").stop();
            assertThat(trace.out()).contains("\"SecretName\":\"db\"", "***").doesNotContain("hunter2");
        }
        assertThat(Files.readString(out)).contains("Acme.Stream", "***").doesNotContain("hunter2");
        assertThat(Files.readString(drawing)).contains("Acme.Stream").doesNotContain("hunter2");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(out)))
                .isEqualTo("rw-------");
    }
}
