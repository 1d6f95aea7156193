package dev.jackplug.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jackplug.protocol.volume.VolumeDriver;
import dev.jackplug.sdk.PluginServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every volume request of the recorded dockerd and podman, byte by byte, to a plugin of the SDK. */
class TranscriptServedTest {

    @TempDir
    private Path folder;

    private PluginServer server;

    @BeforeEach
    void start() {
        server = PluginServer.named("p")
                .socket(folder.resolve("p.sock"))
                .serving(VolumeDriver.SUBSYSTEM, new NoVolumes())
                .withoutShutdownHook()
                .start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @Tag("held-85")
    @Tag("held-86")
    @Tag("held-91")
    @ValueSource(strings = {"dockerd 20.10.24", "dockerd 26.1.5", "podman 4.3.1", "podman 5.4.2"})
    void itIsReadAndOnlyALostBodyIsRefused(String host) throws IOException {
        List<RecordedExchange> exchanges = RecordedExchange.all().stream()
                .filter(exchange -> exchange.host().equals(host))
                .toList();
        assertThat(exchanges).isNotEmpty();
        for (RecordedExchange exchange : exchanges) {
            String answer = sent(exchange.raw());
            if (exchange.leftOut().equals(RecordedExchange.LOST)) {
                assertThat(answer).as(exchange.place()).startsWith("HTTP/1.1 400 ");
            } else {
                assertThat(answer)
                        .as(exchange.place())
                        .matches(text -> text.startsWith("HTTP/1.1 200 ")
                                || (text.startsWith("HTTP/1.1 500 ") && text.contains("{\"Err\":\"")));
            }
        }
    }

    private String sent(String request) throws IOException {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(folder.resolve("p.sock")))) {
            channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.UTF_8)));
            channel.shutdownOutput();
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            ByteBuffer buffer = ByteBuffer.allocate(4096);
            while (channel.read(buffer.clear()) >= 0) {
                all.write(buffer.array(), 0, buffer.position());
            }
            return all.toString(StandardCharsets.UTF_8);
        }
    }
}
