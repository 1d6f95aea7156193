package dev.jackplug.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.jackplug.protocol.ProtocolException;
import dev.jackplug.protocol.RawJson;
import dev.jackplug.protocol.TransportException;
import dev.jackplug.tck.Answer;
import dev.jackplug.tck.ScriptedPlugin;
import java.io.IOException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that are HTTP of an unusual kind, and answers that only look like HTTP. */
class HttpPeculiaritiesTest {

    private static final String METHOD = "Acme.Do";
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";

    @AutoClose
    private final HostFixture fixture = new HostFixture();

    private final ScriptedPlugin plugin = fixture.plugin("p");
    private final PluginClient client = fixture.client("p");

    HttpPeculiaritiesTest() throws IOException {}

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 100 Continue\r\n\r\n" + OK,
                "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\nHTTP/1.1 100 Continue\r\n\r\n" + OK,
                "HTTP/1.1 200\r\nContent-Length: 2\r\n\r\n{}",
                "HTTP/1.1 200 OK\nContent-Length: 2\n\n{}",
                "HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\n{}",
                "HTTP/1.1 200 OK\r\ncontent-length:2\r\n\r\n{}",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;x=y\r\n{\r\n1\r\n}\r\n0\r\nTrailer: z\r\n\r\n"
            })
    void thisIsTaken(String answer) {
        plugin.answering(METHOD, Answer.raw(answer));
        assertThat(client.call(METHOD, RawJson.class).text()).isEqualTo("{}");
    }

    @Test
    void aBodyMayEndWithTheConnection() {
        plugin.answering(METHOD, Answer.raw("HTTP/1.0 200 OK\r\n\r\n{}").andClose());
        assertThat(client.call(METHOD, RawJson.class).text()).isEqualTo("{}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 000 Nothing\r\nContent-Length: 2\r\n\r\n{}",
                "HTTP/1.1 099 Little\r\nContent-Length: 2\r\n\r\n{}",
                "HTTP/1.1 -200 OK\r\nContent-Length: 2\r\n\r\n{}",
                "HTTP/1.1 1200 OK\r\nContent-Length: 2\r\n\r\n{}",
                "HTTP/1.1 2OO OK\r\nContent-Length: 2\r\n\r\n{}",
                "HTTP/1.1 99999999999 OK\r\nContent-Length: 2\r\n\r\n{}",
                "HTTP/2.0 200 OK\r\nContent-Length: 2\r\n\r\n{}",
                "HTTP/1.1\r\nContent-Length: 2\r\n\r\n{}",
                "HTTP/1.1 200 OK\r\nContent-Length 2\r\n\r\n{}",
                "HTTP/1.1 200 OK\r\nContent-Length: 2, 2\r\n\r\n{}",
                "HTTP/1.1 200 OK\r\nContent-Length: \r\n\r\n{}",
                "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n{}",
                "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n{}",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-2\r\n{}\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n",
                "\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n" + OK
            })
    void thisIsRefused(String answer) {
        plugin.answering(METHOD, Answer.raw(answer));
        assertThatThrownBy(() -> client.call(METHOD, RawJson.class)).isInstanceOf(ProtocolException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK",
                "HTTP/1.1 200 OK\r\n",
                "HTTP/1.1 200 OK\r\nContent-Len",
                "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n",
                "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n"
            })
    void aHeadThatIsCutOffIsNoAnswer(String head) {
        plugin.answering(METHOD, Answer.raw(head).andClose());
        assertThatThrownBy(() -> client.stream(METHOD, new RawJson("{}")))
                .isInstanceOf(TransportException.class)
                .hasMessageContaining("inside the head");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                OK + "HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\n\"stolen\"",
                "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}",
                "HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\n{}",
                "HTTP/1.1 204 No Content\r\n\r\n{}",
                "HTTP/1.1 304 Not Modified\r\n\r\n{}"
            })
    void afterThisTheConnectionIsNotUsedAgain(String answer) {
        plugin.answering(METHOD, Answer.json("\"mine\""));
        plugin.answeringOnce(METHOD, Answer.raw(answer));
        catchThrowable(() -> client.call(METHOD, RawJson.class));
        assertThat(client.call(METHOD, RawJson.class).text()).isEqualTo("\"mine\"");
        assertThat(plugin.connections()).isEqualTo(2);
    }

    @Test
    void afterKeepAliveOfTheOldKindTheConnectionIsUsedAgain() {
        plugin.answering(
                METHOD, Answer.raw("HTTP/1.0 200 OK\r\nContent-Length: 2\r\nConnection: keep-alive\r\n\r\n{}"));
        client.call(METHOD, RawJson.class);
        client.call(METHOD, RawJson.class);
        assertThat(plugin.connections()).isEqualTo(1);
    }
}
