package dev.jackplug.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.jackplug.protocol.RawJson;
import dev.jackplug.tck.Answer;
import dev.jackplug.tck.Received;
import dev.jackplug.tck.ScriptedPlugin;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a call looks like on the wire. */
class CallFramingTest {

    @AutoClose
    private final HostFixture fixture = new HostFixture();

    private final ScriptedPlugin plugin = fixture.plugin("p").answering("Acme.Do", Answer.json("{}"));
    private final PluginClient client = fixture.client("p");

    CallFramingTest() throws IOException {}

    @ParameterizedTest
    @Tag("held-64")
    @ValueSource(strings = {"Acme.Do", "/Acme.Do"})
    void aMethodGetsItsSlashUnlessItHasOne(String method) {
        client.call(method, RawJson.class);
        assertThat(last().requestLine()).isEqualTo("POST /Acme.Do HTTP/1.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Acme Do", "Acme.Do\r\nX: y", "Acme.Dö"})
    void whatIsNoMethodNameIsRefusedBeforeAnythingIsSent(String method) {
        int before = plugin.received().size();
        assertThatIllegalArgumentException().isThrownBy(() -> client.call(method, RawJson.class));
        assertThat(plugin.received()).hasSize(before);
    }

    @Test
    @Tag("held-65")
    void aRequestIsOneJsonValueWithItsLength() {
        client.call("Acme.Do", Map.of("Name", "x"), RawJson.class);
        assertThat(last().text()).isEqualTo("{\"Name\":\"x\"}\n");
        assertThat(last().header("Content-Length")).contains("13");
    }

    @Test
    @Tag("held-65")
    void aCallWithoutARequestHasAnEmptyBody() {
        client.call("Acme.Do", RawJson.class);
        assertThat(last().body()).isEmpty();
        assertThat(last().header("Content-Length")).contains("0");
    }

    @Test
    void noContentTypeIsSent() {
        client.call("Acme.Do", Map.of("Name", "x"), RawJson.class);
        assertThat(last().headers())
                .extracting(Map.Entry::getKey)
                .containsExactly("Host", "User-Agent", "Content-Length", "Accept");
    }

    @Test
    void rawJsonGoesToTheLetter() {
        client.call("Acme.Do", new RawJson("{ \"a\" : 1 }"), RawJson.class);
        assertThat(last().text()).isEqualTo("{ \"a\" : 1 }");
    }

    @Test
    void aFileIsSentInChunksWithoutALength() {
        byte[] file = "x".repeat(100_000).getBytes();
        client.sendFile("Acme.Do", new ByteArrayInputStream(file), RawJson.class);
        assertThat(last().framing()).isEqualTo("chunked");
        assertThat(last().body()).isEqualTo(file);
        assertThat(last().header("Content-Length")).isEmpty();
    }

    @Test
    void aFileGoesOverAConnectionOfItsOwnSinceADeadOneCouldSwallowItsBeginning() {
        client.sendFile("Acme.Do", InputStream.nullInputStream(), RawJson.class);
        assertThat(last().connection()).isEqualTo(2);
    }

    @Test
    void theSourceOfAFileIsNotClosed() {
        boolean[] closed = {false};
        InputStream body = new ByteArrayInputStream(new byte[10]) {
            @Override
            public void close() {
                closed[0] = true;
            }
        };
        client.sendFile("Acme.Do", body, RawJson.class);
        assertThat(closed[0]).isFalse();
    }

    private Received last() {
        return plugin.received("Acme.Do").get(0);
    }
}
