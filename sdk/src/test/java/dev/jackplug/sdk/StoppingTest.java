package dev.jackplug.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A plugin that is told to stop ends what it has begun, and nothing more. */
class StoppingTest {

    @AutoClose
    private final ServerFixture fixture = new ServerFixture();

    StoppingTest() throws IOException {}

    private FutureTask<Boolean> stop() {
        FutureTask<Boolean> stop = new FutureTask<>(() -> fixture.server().close(), true);
        new Thread(stop, "test-stop").start();
        return stop;
    }

    @Test
    void aRequestUnderWayIsAnsweredAndItsConnectionClosed() throws Exception {
        fixture.start(ServerLimits.DEFAULT);
        try (SocketChannel channel = fixture.say(ServerFixture.request("slow"))) {
            assertThat(fixture.entered.await(30, TimeUnit.SECONDS)).isTrue();
            FutureTask<Boolean> stop = stop();
            ServerFixture.await("gone", () -> !fixture.socket.toFile().exists());
            fixture.released.countDown();
            assertThat(RawRequest.rest(channel)).contains("at last").contains("Connection: close");
            assertThat(stop.get(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void anIdleConnectionIsClosedAtOnce() throws Exception {
        fixture.start(ServerLimits.DEFAULT.drain(ServerFixture.HANG));
        try (SocketChannel idle = fixture.say("")) {
            assertThat(fixture.greet("you")).contains("hello you");
            assertThat(stop().get(20, TimeUnit.SECONDS)).isTrue();
            assertThat(RawRequest.rest(idle)).isEmpty();
        }
    }

    @Test
    void aRequestThatWasSentBeforeIsStillAnswered() throws Exception {
        for (int round = 0; round < 20; round++) {
            try (ServerFixture own = new ServerFixture().start(ServerLimits.DEFAULT);
                    SocketChannel channel = own.say(ServerFixture.request("you"))) {
                own.server().close();
                assertThat(RawRequest.rest(channel)).contains("hello you");
            }
        }
    }

    @Test
    void aDriverThatDoesNotEndInTimeIsInterrupted() throws Exception {
        fixture.start(ServerLimits.DEFAULT.drain(Duration.ofMillis(50)));
        try (SocketChannel channel = fixture.say(ServerFixture.request("slow"))) {
            assertThat(fixture.entered.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(stop().get(20, TimeUnit.SECONDS)).isTrue();
            assertThat(RawRequest.rest(channel)).isEmpty();
            ServerFixture.await("interrupted", () -> fixture.interrupts.get() == 1);
        }
    }

    @Test
    void aSocketThatSomebodyElsePutThereStays() throws IOException {
        fixture.start(ServerLimits.DEFAULT);
        assertThat(fixture.socket.toFile().delete()).isTrue();
        try (ServerFixtureTwin twin = new ServerFixtureTwin(fixture)) {
            fixture.server().close();
            assertThat(fixture.greet("you")).contains("hello you");
            assertThat(twin.server().address()).isEqualTo(fixture.server().address());
        }
    }

    @Test
    void stoppingTwiceIsStoppingOnce() {
        fixture.start(ServerLimits.DEFAULT);
        fixture.server().close();
        fixture.server().close();
        assertThat(fixture.socket).doesNotExist();
    }

    /** The same plugin started once more. */
    private record ServerFixtureTwin(PluginServer server) implements AutoCloseable {

        ServerFixtureTwin(ServerFixture fixture) {
            this(fixture.describe().start());
        }

        @Override
        public void close() {
            server.close();
        }
    }
}
