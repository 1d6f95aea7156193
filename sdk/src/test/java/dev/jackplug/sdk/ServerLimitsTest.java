package dev.jackplug.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a host can do to a plugin: nothing that outlasts the limits. */
class ServerLimitsTest {

    private static final Duration SOON = Duration.ofMillis(80);

    /** Long enough for what has to be answered within the same limit, on a busy machine too. */
    private static final Duration LATER = Duration.ofSeconds(1);

    @AutoClose
    private final ServerFixture fixture = new ServerFixture();

    ServerLimitsTest() throws IOException {}

    @Test
    void aHostThatSaysNothingIsHungUpOn() throws IOException {
        fixture.start(ServerLimits.DEFAULT.idle(SOON));
        assertThat(RawRequest.rest(fixture.say(""))).isEmpty();
    }

    @Test
    void whatIsLongerThanAHundredYearsIsAHundredYears() throws IOException {
        Duration longest = Duration.ofSeconds(Long.MAX_VALUE);
        fixture.start(ServerLimits.DEFAULT.idle(longest).request(longest).drain(longest));
        assertThat(fixture.greet("you")).contains("hello you");
        assertThat(fixture.greet("you")).contains("hello you");
    }

    @Test
    void aHostThatNeverEndsItsRequestIsHungUpOn() throws IOException {
        fixture.start(ServerLimits.DEFAULT.request(SOON));
        assertThat(RawRequest.rest(fixture.say("POST /Greeter.Greet HT"))).isEmpty();
        assertThat(RawRequest.rest(fixture.say("POST /Greeter.Greet HTTP/1.1\r\nContent-Length: 5\r\n\r\n{")))
                .isEmpty();
        assertThat(fixture.calls).hasValue(0);
    }

    @Test
    @Tag("held-96")
    void aConnectionStaysOpenBetweenRequestsForLongerThanAHostKeepsIt() {
        assertThat(ServerLimits.DEFAULT.idle()).isGreaterThan(Duration.ofSeconds(30));
    }

    @Test
    void aHostThatDoesNotReadItsAnswerIsHungUpOn() throws IOException {
        fixture.start(ServerLimits.DEFAULT.request(LATER));
        String large = "x".repeat(1024 * 1024);
        try (SocketChannel channel = fixture.say(ServerFixture.request(large))) {
            ServerFixture.await("called", () -> fixture.calls.get() == 1);
            assertThat(fixture.greet("you")).contains("hello you");
            ServerFixture.await("hung up on", () -> !ServerFixture.canSay(channel));
        }
    }

    @Test
    void aDriverThatTakesTooLongIsInterruptedAndTheHostIsTold() throws IOException {
        fixture.start(ServerLimits.DEFAULT.request(LATER));
        assertThat(fixture.greet("slow"))
                .startsWith("HTTP/1.1 500 ")
                .contains("Greeter.Greet took longer than the")
                .contains("that this plugin allows, and was ended");
        assertThat(fixture.interrupts).hasValue(1);
    }

    @Test
    void theConnectionOfADriverThatIgnoresTheInterruptIsClosed() throws IOException {
        fixture.start(ServerLimits.DEFAULT.request(SOON));
        assertThat(fixture.greet("deaf")).isEmpty();
    }

    @Test
    void anInterruptedDriverLeavesTheConnectionInOrder() throws IOException {
        fixture.start(ServerLimits.DEFAULT.request(LATER));
        String last = ServerFixture.request("you").replace("Host: x", "Host: x\r\nConnection: close");
        try (SocketChannel channel = fixture.say(ServerFixture.request("slow") + last)) {
            assertThat(RawRequest.rest(channel)).contains("was ended").contains("hello you");
        }
    }

    @Test
    void aBodyThatIsTooLargeIsRefusedWithAnAnswerThatArrives() throws IOException {
        fixture.start(ServerLimits.DEFAULT.bodyBytes(1_000));
        assertThat(fixture.greet("x".repeat(5_000_000)))
                .startsWith("HTTP/1.1 413 ")
                .contains("larger than the 1000 bytes that are taken");
        assertThat(fixture.calls).hasValue(0);
    }

    @Test
    void aHeadThatIsTooLargeIsRefused() throws IOException {
        fixture.start(ServerLimits.DEFAULT);
        assertThat(RawRequest.post(fixture.socket, "Greeter.Greet", "X: " + "y".repeat(10_000) + "\r\n", "{}"))
                .startsWith("HTTP/1.1 400 ");
        assertThat(RawRequest.post(fixture.socket, "Greeter.Greet", "X: y\r\n".repeat(200), "{}"))
                .startsWith("HTTP/1.1 400 ");
    }

    @Test
    void moreConnectionsThanAllowedWaitAndAreServedInTheEnd() throws Exception {
        fixture.start(ServerLimits.DEFAULT.connections(2));
        List<SocketChannel> silent = List.of(fixture.say(""), fixture.say(""));
        FutureTask<String> third = new FutureTask<>(() -> fixture.greet("you"));
        new Thread(third, "test-third").start();
        FutureTask<String> fourth = new FutureTask<>(() -> fixture.greet("me"));
        new Thread(fourth, "test-fourth").start();
        silent.get(0).close();
        assertThat(third.get(30, TimeUnit.SECONDS)).contains("hello you");
        assertThat(fourth.get(30, TimeUnit.SECONDS)).contains("hello me");
        silent.get(1).close();
    }

    @Test
    @Tag("held-97")
    void manyHostsAreServedAtOnce() throws Exception {
        fixture.start(ServerLimits.DEFAULT);
        List<FutureTask<String>> waiting = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            FutureTask<String> one = new FutureTask<>(() -> fixture.greet("slow"));
            new Thread(one, "test-host-" + i).start();
            waiting.add(one);
        }
        ServerFixture.await("all inside the driver", () -> fixture.calls.get() == 64);
        fixture.released.countDown();
        for (FutureTask<String> one : waiting) {
            assertThat(one.get(30, TimeUnit.SECONDS)).contains("at last");
        }
    }

    @Test
    void numbersThatLetNothingThroughAreRefused() {
        assertThatThrownBy(() -> ServerLimits.DEFAULT.connections(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ServerLimits.DEFAULT.request(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
