package dev.jackplug.engines;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** {@code examples/volume/systemd/activated} under a parent that does what systemd does. */
@Tag("engine")
class SocketActivationTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Path EXAMPLE = Path.of(System.getenv("JACKPLUG_ROOT"), "examples", "volume");

    private Path folder;
    private Background parent;

    @BeforeEach
    void makeFolder() throws IOException {
        folder = Files.createTempDirectory("jp");
    }

    @AfterEach
    void end() throws Exception {
        parent.process().descendants().forEach(ProcessHandle::destroyForcibly);
        parent.process().destroyForcibly();
        assertThat(parent.process().waitFor(30, TimeUnit.SECONDS)).isTrue();
        Folders.delete(folder);
    }

    private void start(String descriptors, String pid) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                "python3",
                Namespaces.resource("systemd/parent.py").toString(),
                folder.resolve("handed.sock").toString(),
                descriptors,
                pid,
                folder.resolve("notify").toString()));
        command.add(EXAMPLE.resolve("systemd/activated").toString());
        command.add(EXAMPLE.resolve("run").toString());
        command.addAll(List.of("--name", "own", "--sockets", folder.toString(), "--root"));
        command.add(folder.resolve("root").toString());
        parent = Background.start(folder.resolve("log"), command.toArray(String[]::new));
    }

    private void awaitSaid(String text) throws Exception {
        parent.awaitUntil(text, LIMIT, () -> Background.text(parent.log()).contains(text));
    }

    private String activate(String socket) throws IOException {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(folder.resolve(socket)))) {
            String request =
                    "POST /Plugin.Activate HTTP/1.1\r\nHost: \r\nConnection: close\r\nContent-Length: 0\r\n\r\n";
            channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
            ByteBuffer answer = ByteBuffer.allocate(4096);
            while (channel.read(answer) >= 0 && answer.hasRemaining()) {
                Thread.onSpinWait();
            }
            return new String(answer.array(), 0, answer.position(), StandardCharsets.US_ASCII);
        }
    }

    private void terminate() throws InterruptedException {
        parent.process().destroy();
        assertThat(parent.process().waitFor(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    @Tag("held-102")
    void theSocketHandedOverIsServedAndLeftAlone() throws Exception {
        start("1", "self");
        awaitSaid("notified: READY=1");
        awaitSaid("listening at unix://" + folder.resolve("handed.sock"));
        assertThat(activate("handed.sock")).contains("{\"Implements\":[\"VolumeDriver\"]}");
        assertThat(folder.resolve("own.sock")).doesNotExist();
        terminate();
        assertThat(folder.resolve("handed.sock")).exists();
    }

    @Test
    @Tag("held-101")
    @Tag("held-103")
    void aSocketMeantForAnotherProcessIsNotTaken() throws Exception {
        start("1", "1");
        awaitSaid("notified: READY=1");
        assertThat(activate("own.sock")).contains("{\"Implements\":[\"VolumeDriver\"]}");
        terminate();
        assertThat(folder.resolve("own.sock")).doesNotExist();
    }

    @Test
    @Tag("held-104")
    void moreThanOneSocketIsAnError() throws Exception {
        start("2", "self");
        awaitSaid("activated: systemd passed 2 sockets, and a plugin takes one");
    }
}
