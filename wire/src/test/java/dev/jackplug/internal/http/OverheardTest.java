package dev.jackplug.internal.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jackplug.internal.http.Overheard.Message;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is understood of messages that go by. */
class OverheardTest {

    private static Overheard requests(String bytes) {
        return Overheard.requests(new ByteArrayInputStream(bytes.getBytes(ISO_8859_1)));
    }

    private static Overheard answers(String bytes) {
        return Overheard.answers(new ByteArrayInputStream(bytes.getBytes(ISO_8859_1)));
    }

    private static String body(Message message) throws IOException {
        return new String(message.body().readAllBytes(), ISO_8859_1);
    }

    private static Message next(Overheard messages) throws IOException {
        return Objects.requireNonNull(messages.next());
    }

    @Test
    void requestsAreReadOneAfterTheOther() throws IOException {
        Overheard requests = requests("POST /A.B?c=d HTTP/1.1\r\nHost: \r\nX-CASE: kept\r\nContent-Length: 2\r\n\r\n{}"
                + "POST /E.F HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n1;x\r\nc\r\n0\r\n\r\n"
                + "GET / HTTP/1.0\r\n\r\n");
        Message first = next(requests);
        assertThat(first.line()).isEqualTo("POST /A.B?c=d HTTP/1.1");
        assertThat(first.status()).isZero();
        assertThat(first.headers())
                .isEqualTo(
                        List.of(Map.entry("Host", ""), Map.entry("X-CASE", "kept"), Map.entry("Content-Length", "2")));
        assertThat(first.framing()).isEqualTo("content-length");
        assertThat(body(first)).isEqualTo("{}");
        Message second = next(requests);
        assertThat(second.framing()).isEqualTo("chunked");
        assertThat(body(second)).isEqualTo("abc");
        Message third = next(requests);
        assertThat(third.line()).isEqualTo("GET / HTTP/1.0");
        assertThat(third.framing()).isEqualTo("none");
        assertThat(body(third)).isEmpty();
        assertThat(requests.next()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}', 200, OK, content-length, {}",
        "'HTTP/1.0 500\r\n\r\nfull', 500, '', close, full",
        "'HTTP/1.1 204 No Content\r\nContent-Length: 9\r\n\r\n', 204, No Content, none, ''",
        "'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n', 404, Not Found, content-length, ''"
    })
    void answersAreRead(String bytes, int status, String reason, String framing, String body) throws IOException {
        Message answer = next(answers(bytes));
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.line()).isEqualTo(reason);
        assertThat(answer.framing()).isEqualTo(framing);
        assertThat(body(answer)).isEqualTo(body);
    }

    @Test
    void aLineWithoutAnEndIsNotKept() {
        Overheard requests = requests("POST /" + "a".repeat(64 * 1024));
        assertThatThrownBy(requests::next)
                .isInstanceOf(BadHttpException.class)
                .hasMessageContaining("8192 bytes in a line");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0016\u0003\u0001nonsense\r\n\r\n",
                "HTTP/1.1 101 Switching Protocols\r\n\r\nwhatever",
                "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
                "HTTP/1.1 -1 OK\r\n\r\n"
            })
    void whatCannotBeUnderstoodIsSaid(String bytes) {
        assertThatThrownBy(() -> answers(bytes).next()).isInstanceOf(BadHttpException.class);
    }

    @Test
    void aChunkSizeWithASignIsNotUnderstood() throws IOException {
        Message answer = next(answers("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n+1\r\na\r\n0\r\n\r\n"));
        assertThatThrownBy(() -> body(answer)).isInstanceOf(BadHttpException.class);
    }

    @Test
    void whatCannotBeUnderstoodIsNotRepeated() {
        assertThatThrownBy(() -> answers("secret\r\n\r\n").next())
                .hasMessage("the first line is no status line: 6 bytes")
                .hasNoCause();
        assertThatThrownBy(() -> requests("secret\r\n\r\n").next())
                .hasMessage("the first line is no request line: 6 bytes")
                .hasNoCause();
    }
}
