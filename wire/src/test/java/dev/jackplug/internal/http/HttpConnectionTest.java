package dev.jackplug.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What one connection says of itself: whether it can be used again, and whether anything was sent. */
class HttpConnectionTest {

    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";

    @AutoClose
    private final CannedPeer peer = new CannedPeer();

    HttpConnectionTest() throws IOException {}

    @Test
    void aBodyIsReadAsItCame() throws IOException {
        assertThat(peer.says(OK).exchange()).asString().isEqualTo("{}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                OK,
                "HTTP/1.1 200 OK\r\nConnection: Keep-Alive\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "HTTP/1.0 200 OK\r\nConnection: upgrade, keep-alive\r\nContent-Length: 0\r\n\r\n"
            })
    void afterACleanExchangeItIsReusable(String answer) throws IOException {
        peer.says(answer).exchange();
        assertThat(peer.connection.reusable()).isTrue();
    }

    @Test
    void beforeTheEndOfTheBodyItIsNotReusable() throws IOException {
        peer.says(OK).connection.exchange(CannedPeer.REQUEST);
        assertThat(peer.connection.reusable()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                OK + "x",
                "HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\n{}",
                "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}",
                "HTTP/1.1 204 No Content\r\n\r\n"
            })
    void afterThisItIsNotReusable(String answer) throws IOException {
        peer.says(answer).exchange();
        assertThat(peer.connection.reusable()).isFalse();
    }

    @Test
    void whatFollowsALargeBodyThatWasReadInLargePiecesIsSeen() throws IOException {
        String head = "HTTP/1.1 200 OK\r\nContent-Length: 60000\r\n\r\n";
        peer.says(head + "y".repeat(60_000))
                .connection
                .exchange(CannedPeer.REQUEST)
                .body()
                .transferTo(nowhere());
        assertThat(peer.connection.reusable()).isTrue();
        peer.says(head + "y".repeat(60_000) + "x")
                .connection
                .exchange(CannedPeer.REQUEST)
                .body()
                .transferTo(nowhere());
        assertThat(peer.connection.reusable()).isFalse();
    }

    private static OutputStream nowhere() {
        return OutputStream.nullOutputStream();
    }

    @Test
    void afterABadAnswerItIsNotReusable() throws IOException {
        peer.says("nonsense\r\n\r\n");
        assertThatThrownBy(peer::exchange).isInstanceOf(BadHttpException.class);
        assertThat(peer.connection.reusable()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"Value\":\"c3VwZXI=\"}', the first line is no status line: 20 bytes that begin like JSON",
        "'<html>', the first line is no status line: 6 bytes that begin like HTML",
        "'SSH-2.0-OpenSSH_9.2p1', the first line is no status line: 21 bytes that begin like SSH",
        "'\u0015\u0003\u0003\0', the first line is no status line: 4 bytes that begin like TLS",
        "'\u001b[2J\u009b2J', the first line is no status line: 7 bytes",
        "'HTTP/1.1 2x0 OK', the first line is no status line: 15 bytes that begin like HTTP",
        "'HTTP/1.1 099 OK', the status is below 100",
        "'HTTP/2.0 200 OK', the version of HTTP is 2 or later",
        "'HTTP/1.1 200 OK\r\nsecret', a line of the head is no header: 6 bytes without a name and a colon",
        "'HTTP/1.1 200 OK\r\nContent-Length: two', the Content-Length is no number of up to 18 digits and nothing else",
        "'HTTP/1.1 200 OK\r\nTransfer-Encoding: two', the Transfer-Encoding is not chunked",
    })
    void whatIsNoHttpIsToldByWhatItIsNotAndWithoutAWordOfIt(String head, String told) throws IOException {
        peer.says(head + "\r\n\r\n");
        assertThatThrownBy(peer::exchange)
                .isInstanceOf(BadHttpException.class)
                .hasMessage("the answer is no HTTP that can be trusted: " + told)
                .hasNoCause();
    }

    @Test
    void aHeadThatIsTooLongIsToldWithItsLimits() throws IOException {
        peer.says("HTTP/1.1 200 OK\r\nX-Long: " + "y".repeat(9_000) + "\r\n\r\n");
        assertThatThrownBy(peer::exchange)
                .isInstanceOf(BadHttpException.class)
                .hasMessageEndingWith(
                        "the head is too long: more than 100 headers, 10 empty lines or 8192 bytes in a line");
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"Value\":\"c3VwZXI=\"}\n', 0",
        "'3\r\nabcdefgh\r\n0\r\n\r\n', 3",
        "'3\r\nabc\r\n0\r\nsecret\r\n\r\n', 3",
        "'+3\r\nabc\r\n0\r\n\r\n', 0",
        "'3\r\nabc\r\n-0\r\n\r\n', 3",
        "' 3\r\nabc\r\n0\r\n\r\n', 0",
        "'\t+3\r\nabc\r\n0\r\n\r\n', 0"
    })
    void brokenChunksAreToldByTheirPlaceAndWithoutAWordOfThem(String chunks, int behind) throws IOException {
        peer.says("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks);
        assertThatThrownBy(peer::exchange)
                .isInstanceOf(BadHttpException.class)
                .hasMessage("the chunks of the body are broken: behind its first " + behind
                        + " bytes is neither the size of a chunk nor a proper end")
                .hasNoCause();
    }

    @Test
    void chunksMayHaveBlanksAndExtensionsBehindTheirSizeAndHeadersAfterTheLast() throws IOException {
        String chunks = "3 \r\nabc\r\nA;x=+1\r\n0123456789\r\n00\r\nX-Sum: -1\r\n\r\n";
        assertThat(peer.says("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks)
                        .exchange())
                .asString()
                .isEqualTo("abc0123456789");
        assertThat(peer.connection.reusable()).isTrue();
    }

    @Test
    void anAnswerThatEndsInAHeadThatIsNoneIsToldWithoutAWordOfIt() throws IOException {
        peer.says("HTTP/1.1 200 OK\r\nsecret").saysNoMore();
        assertThatThrownBy(peer::exchange)
                .hasMessage("the plugin closed the connection inside the head of its answer")
                .hasNoCause();
    }

    @Test
    void itIsQuietWhileThePeerIsSilent() {
        assertThat(peer.connection.quiet()).isTrue();
    }

    @Test
    void itIsNotQuietWhenThePeerSpoke() throws IOException {
        peer.says("x");
        assertThat(peer.connection.quiet()).isFalse();
    }

    @Test
    void itIsNotQuietWhenThePeerClosed() throws IOException {
        peer.closePeer();
        assertThat(peer.connection.quiet()).isFalse();
    }

    @Test
    void itIsNotQuietWhenClosed() throws IOException {
        peer.connection.close();
        assertThat(peer.connection.quiet()).isFalse();
    }

    @Test
    void itKnowsThatSomethingWasSent() throws IOException {
        peer.says(OK).exchange();
        assertThat(peer.connection.sentAnything()).isTrue();
    }

    @Test
    void itKnowsThatNothingOfTheLastRequestWasSent() throws IOException {
        peer.says(OK).exchange();
        peer.takeNoMore();
        assertThat(catchThrowable(peer::exchange)).isInstanceOf(IOException.class);
        assertThat(peer.connection.sentAnything()).isFalse();
    }

    @Test
    void closingItFromAnotherThreadEndsAnExchange() throws Exception {
        CompletableFuture<Throwable> end = CompletableFuture.supplyAsync(() -> catchThrowable(peer::exchange));
        while (!peer.connection.sentAnything()) {
            Thread.onSpinWait();
        }
        peer.connection.close();
        assertThat(end.get(20, TimeUnit.SECONDS)).isInstanceOf(IOException.class);
    }

    @Test
    void anAnswerBeyondTheCapIsRefused() throws IOException {
        HttpAnswer answer = peer.says(OK).connection.exchange(CannedPeer.REQUEST);
        assertThatThrownBy(() -> answer.read(1))
                .isInstanceOf(BadHttpException.class)
                .hasMessageContaining("larger than 1 bytes");
    }

    @Test
    void anAnswerOfExactlyTheCapIsTaken() throws IOException {
        assertThat(peer.says(OK).connection.exchange(CannedPeer.REQUEST).read(2))
                .hasSize(2);
    }

    @Test
    void anAnswerHasAStatusAndHeaders() throws IOException {
        HttpAnswer answer = peer.says("HTTP/1.1 404 Not Found\r\nX-A: one\r\nContent-Length: 2\r\n\r\n{}")
                .connection
                .exchange(CannedPeer.REQUEST);
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.header("x-a")).contains("one");
        assertThat(answer.header("X-B")).isEmpty();
        assertThat(answer.body()).hasContent("{}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "HTTP/1.1 2", "HTTP/1.1 200 OK\r\nContent-Le", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n"})
    void anAnswerThatEndsBeforeItsBodyIsABrokenConnection(String answer) throws IOException {
        peer.says(answer).closePeer();
        assertThatThrownBy(peer::exchange).isInstanceOf(IOException.class).isNotInstanceOf(BadHttpException.class);
    }

    @Test
    void someInterimAnswersAreWaitedThroughButNotAnyNumber() throws IOException {
        String interim = "HTTP/1.1 100 Continue\r\n\r\n";
        assertThat(peer.says(interim.repeat(15) + OK).exchange()).hasSize(2);
        peer.says(interim.repeat(16) + OK);
        assertThatThrownBy(peer::exchange).hasMessage("the plugin sent 16 interim answers and no final one");
    }
}
