package dev.jackplug.sdk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jackplug.protocol.DriverException;
import dev.jackplug.protocol.graph.GraphDriver;
import dev.jackplug.protocol.graph.LayerRequest;
import dev.jackplug.protocol.log.LogCodec;
import dev.jackplug.protocol.log.LogDriver;
import dev.jackplug.protocol.log.LogEntry;
import dev.jackplug.protocol.log.LogStream;
import dev.jackplug.protocol.secret.GetSecretReply;
import dev.jackplug.protocol.secret.GetSecretRequest;
import dev.jackplug.protocol.secret.SecretDriver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Streams and secrets, byte by byte as a host gets them. */
class StreamedAnswerTest {

    @TempDir
    private Path folder;

    @Test
    @Tag("held-195")
    void aDiffComesInChunksWithStatus200() throws IOException {
        try (PluginServer server =
                describe().serving(GraphDriver.SUBSYSTEM, diffs()).start()) {
            assertThat(server.addresses()).hasSize(1);
            assertThat(ask("GraphDriver.Diff", "{\"ID\":\"a\"}"))
                    .startsWith("HTTP/1.1 200 OK\r\n")
                    .contains("Transfer-Encoding: chunked\r\n")
                    .endsWith("\r\n\r\n5\r\ntar a\r\n0\r\n\r\n");
            assertThat(ask("GraphDriver.Diff", "{\"ID\":\"b\"}"))
                    .startsWith("HTTP/1.1 500 ")
                    .endsWith("{\"Err\":\"no such layer: b\"}\n");
        }
    }

    @Test
    @Tag("held-200")
    void aSecretThatCannotBeHadIsA500WithoutAValue() throws IOException {
        try (PluginServer server = describe()
                .serving(SecretDriver.SUBSYSTEM, StreamedAnswerTest::secret)
                .start()) {
            assertThat(server.addresses()).hasSize(1);
            assertThat(ask("SecretProvider.GetSecret", "{\"SecretName\":\"other\"}"))
                    .startsWith("HTTP/1.1 500 ")
                    .endsWith("\r\n\r\n{\"Err\":\"no such secret: other\"}\n");
            assertThat(ask("SecretProvider.GetSecret", "{\"SecretName\":\"known\"}"))
                    .startsWith("HTTP/1.1 200 ")
                    .endsWith("\r\n\r\n{\"Value\":\"dmFsdWU=\"}\n");
        }
    }

    @Test
    void whatIsReadyIsSentTogetherAndWhatMayBeWaitedForAlone() throws IOException {
        LogEntry line = new LogEntry(LogEntry.STDOUT, 1, "line\n".getBytes(UTF_8));
        int frame = LogCodec.frame(line).length;
        LogStream ready = LogStream.of(List.of(line, line));
        Iterator<LogEntry> comes = List.of(line, line).iterator();
        LogStream waited = () -> comes.hasNext() ? Optional.of(comes.next()) : Optional.empty();
        assertThat(logged(ready)).contains("\r\n\r\n" + Integer.toHexString(2 * frame) + "\r\n");
        assertThat(logged(waited)).contains("\r\n\r\n" + Integer.toHexString(frame) + "\r\n");
    }

    private String logged(LogStream entries) throws IOException {
        try (PluginServer server =
                describe().serving(LogDriver.SUBSYSTEM, logs(entries)).start()) {
            assertThat(server.addresses()).hasSize(1);
            return ask("LogDriver.ReadLogs", "{}");
        }
    }

    private static LogDriver logs(LogStream entries) {
        Class<?>[] type = {LogDriver.class};
        return (LogDriver)
                Proxy.newProxyInstance(LogDriver.class.getClassLoader(), type, (proxy, method, arguments) -> entries);
    }

    private PluginServerBuilder describe() {
        return PluginServer.named("p").socket(folder.resolve("p.sock")).withoutShutdownHook();
    }

    private String ask(String method, String body) throws IOException {
        return RawRequest.post(folder.resolve("p.sock"), method, "Host: \r\n", body);
    }

    private static GetSecretReply secret(GetSecretRequest request) {
        if (!request.secretName().equals("known")) {
            throw new DriverException("no such secret: " + request.secretName());
        }
        return new GetSecretReply("value".getBytes(UTF_8));
    }

    /** A driver that can do one thing of many. */
    private static GraphDriver diffs() {
        Class<?>[] type = {GraphDriver.class};
        return (GraphDriver) Proxy.newProxyInstance(
                GraphDriver.class.getClassLoader(),
                type,
                (proxy, method, arguments) -> diff((LayerRequest) arguments[0]));
    }

    private static InputStream diff(LayerRequest request) {
        if (!request.id().equals("a")) {
            throw new DriverException("no such layer: " + request.id());
        }
        return new ByteArrayInputStream(("tar " + request.id()).getBytes(UTF_8));
    }
}
