package dev.jackplug.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RequestReaderTest {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    private ScriptedPlugin plugin;

    @BeforeEach
    void start() {
        plugin = ScriptedPlugin.onPort();
    }

    @AfterEach
    void stop() {
        plugin.close();
    }

    @Test
    void chunkedBodiesArePutTogether() throws IOException {
        try (RawHost host = RawHost.connect(plugin)) {
            host.send("POST /A.B HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3;x=y\r\nabc\r\nA\r\n0123456789\r\n"
                    + "0\r\nTrailer: t\r\n\r\n");
            plugin.awaitReceived("A.B", 1, LIMIT);
        }
        assertThat(plugin.received("A.B")).singleElement().satisfies(request -> {
            assertThat(request.text()).isEqualTo("abc0123456789");
            assertThat(request.framing()).isEqualTo("chunked");
        });
    }

    @Test
    void requestsWithoutBodyAndPipelinedOnesAreToldApart() throws IOException {
        try (RawHost host = RawHost.connect(plugin)) {
            host.send("GET /A.B HTTP/1.1\r\n\r\n" + RawHost.post("C.D", ""));
            plugin.awaitReceived("C.D", 1, LIMIT);
        }
        assertThat(plugin.received()).extracting(Received::method).containsExactly("A.B", "C.D");
        assertThat(plugin.received()).extracting(Received::framing).containsExactly("none", "content-length");
    }

    @Test
    void malformedRequestsAreRefusedAndNotRecorded() throws IOException {
        List<String> malformed = List.of(
                "POST /A.B\r\n\r\n",
                "POST /A.B HTTP/1.1\r\nA : b\r\n\r\n",
                "POST /A.B HTTP/1.1\r\nContent-Length: +1\r\n\r\n{",
                "POST /A.B HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "POST /A.B HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nab\r\n");
        for (String request : malformed) {
            try (RawHost host = RawHost.connect(plugin)) {
                assertThat(host.send(request).readToEnd()).startsWith("HTTP/1.1 400 Bad Request\r\n");
            }
        }
        assertThat(plugin.received()).isEmpty();
    }
}
