package dev.jackplug.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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

    @Test
    void afterACleanExchangeItIsReusable() throws IOException {
        peer.says(OK).exchange();
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
    void afterABadAnswerItIsNotReusable() throws IOException {
        peer.says("nonsense\r\n\r\n");
        assertThatThrownBy(peer::exchange).isInstanceOf(BadHttpException.class);
        assertThat(peer.connection.reusable()).isFalse();
    }

    @Test
    void whatIsNoHttpIsShownWithoutItsControlCharacters() throws IOException {
        peer.says("\u001b[2J\u009b2J\r\n\r\n");
        assertThatThrownBy(peer::exchange).hasMessageEndingWith("[2J?2J>");
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
}
