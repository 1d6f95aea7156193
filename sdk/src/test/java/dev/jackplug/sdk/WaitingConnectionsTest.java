package dev.jackplug.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jackplug.internal.socket.ChannelSocket;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A host may open many connections and say no more: each is to cost little. */
class WaitingConnectionsTest {

    private static final int CONNECTIONS = 64;
    private static final long LITTLE = 64 * 1024;

    @AutoClose
    private final ServerFixture fixture = new ServerFixture();

    private final List<SocketChannel> open = new ArrayList<>();

    WaitingConnectionsTest() throws IOException {}

    @AfterEach
    void hangUp() throws IOException {
        for (SocketChannel channel : open) {
            channel.close();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "POST /Greeter.Greet HTTP/1.1\r\nHost: x\r\n",
                "POST /Greeter.Greet HTTP/1.1\r\nContent-Length: 1000000\r\n\r\n{",
                "POST /Greeter.Greet HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nF4240\r\n{",
            })
    void aConnectionThatSaysNoMoreHoldsLittleOutsideTheHeap(String said) throws IOException {
        fixture.start(ServerLimits.DEFAULT);
        long before = outsideTheHeap();
        for (int i = 0; i < CONNECTIONS; i++) {
            open.add(fixture.say(said));
        }
        ServerFixture.await("all are read from", () -> readers() >= CONNECTIONS);
        assertThat(outsideTheHeap() - before).isLessThan(CONNECTIONS * LITTLE);
    }

    private static long readers() {
        return Thread.getAllStackTraces().values().stream()
                .filter(stack -> Arrays.stream(stack)
                        .anyMatch(frame -> frame.getClassName().startsWith(ChannelSocket.class.getName())))
                .count();
    }

    static long outsideTheHeap() {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
    }
}
