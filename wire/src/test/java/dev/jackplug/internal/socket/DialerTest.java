package dev.jackplug.internal.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.jackplug.protocol.Address;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DialerTest {

    private final Deadlines deadlines = new Deadlines();
    private final Deadline ample = deadlines.start(Duration.ofSeconds(50));
    private final List<AutoCloseable> opened = new ArrayList<>();
    private Path folder = Path.of("");

    @BeforeEach
    void makeFolder() throws IOException {
        folder = Files.createTempDirectory("jp");
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : opened) {
            one.close();
        }
        deadlines.close();
        Files.deleteIfExists(socketFile());
        Files.delete(folder);
    }

    private Path socketFile() {
        return folder.resolve("p.sock");
    }

    private Address unix() {
        return new Address.Unix(socketFile());
    }

    private ServerSocketChannel listen(int backlog) throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        opened.add(server);
        return server.bind(UnixDomainSocketAddress.of(socketFile()), backlog);
    }

    private int listenOnPort() throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open();
        opened.add(server);
        server.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0));
        return ((InetSocketAddress) server.getLocalAddress()).getPort();
    }

    /** Connects until nobody can any more, because the one who listens never accepts. */
    private void fillAcceptQueue() throws IOException {
        listen(1);
        boolean room = true;
        while (room) {
            SocketChannel one = SocketChannel.open(StandardProtocolFamily.UNIX);
            opened.add(one);
            one.configureBlocking(false);
            try {
                room = one.connect(UnixDomainSocketAddress.of(socketFile()));
            } catch (IOException e) {
                room = false;
            }
        }
    }

    @Test
    void aUnixSocketIsReached() throws IOException {
        listen(1);
        try (ChannelSocket socket = Dialer.dial(unix(), ample)) {
            assertThat(socket.quiet()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost"})
    void aPortIsReachedByNumberAndByName(String host) throws IOException {
        Address address = new Address.Tcp(host, listenOnPort());
        try (ChannelSocket socket = Dialer.dial(address, ample)) {
            assertThat(socket.quiet()).isTrue();
        }
    }

    @Test
    void aTlsAddressIsReachedLikeAnyOtherPort() throws IOException {
        Address address = new Address.Tls("127.0.0.1", listenOnPort());
        try (ChannelSocket socket = Dialer.dial(address, ample)) {
            assertThat(socket.quiet()).isTrue();
        }
    }

    @Test
    void aSocketFileThatNobodyListensAtRefuses() throws IOException {
        listen(1).close();
        assertThatThrownBy(() -> Dialer.dial(unix(), ample))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("refused");
        assertThat(ample.passed()).isFalse();
    }

    @Test
    void aPortThatNobodyListensAtRefuses() throws Exception {
        int port = listenOnPort();
        opened.get(0).close();
        assertThatThrownBy(() -> Dialer.dial(new Address.Tcp("127.0.0.1", port), ample))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("refused");
    }

    @Test
    void anAbsentSocketFileIsToldApart() {
        assertThatThrownBy(() -> Dialer.dial(unix(), ample))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("No such file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-such-host.invalid", "1.2.3.4.5.6", "no:such:address"})
    void anUnknownHostNameIsNamed(String host) {
        assertThatThrownBy(() -> Dialer.dial(new Address.Tcp(host, 80), ample))
                .isInstanceOf(UnknownHostException.class)
                .hasMessageContaining(host);
    }

    @Test
    void aFullAcceptQueueEndsByTheDeadline() throws IOException {
        fillAcceptQueue();
        try (Deadline deadline = deadlines.start(Duration.ofMillis(50))) {
            assertThatThrownBy(() -> Dialer.dial(unix(), deadline)).isInstanceOf(IOException.class);
            assertThat(deadline.passed()).isTrue();
        }
    }

    /** Many times, because a blocking connect missed the close once in 300. */
    @RepeatedTest(50)
    void closingTheLimitsEndsADialThatHangs() throws Exception {
        fillAcceptQueue();
        CompletableFuture<Throwable> end = new CompletableFuture<>();
        Thread dialing = new Thread(() -> end.complete(catchThrowable(() -> Dialer.dial(unix(), ample))));
        dialing.start();
        while (!inNativeCode(dialing)) {
            Thread.onSpinWait();
        }
        deadlines.close();
        assertThat(end.get(30, TimeUnit.SECONDS)).isInstanceOf(IOException.class);
        assertThat(ample.passed()).isFalse();
    }

    private static boolean inNativeCode(Thread thread) {
        return Stream.of(thread.getStackTrace()).limit(1).anyMatch(StackTraceElement::isNativeMethod);
    }

    @Test
    void aDeadlineThatHasPassedEndsTheLookUpOfAName() throws InterruptedException {
        try (Deadline deadline = deadlines.start(Duration.ZERO)) {
            CountDownLatch passed = new CountDownLatch(1);
            deadline.guard(passed::countDown);
            passed.await();
            assertThatThrownBy(() -> Dialer.dial(new Address.Tcp("no-such-host.invalid", 80), deadline))
                    .isInstanceOf(SocketTimeoutException.class);
            assertThat(deadline.passed()).isTrue();
        }
    }

    @Test
    void anInterruptEndsADialThatHangs() throws Exception {
        fillAcceptQueue();
        CompletableFuture<Throwable> end = new CompletableFuture<>();
        Thread dialing = new Thread(() -> end.complete(catchThrowable(() -> Dialer.dial(unix(), ample))));
        dialing.start();
        dialing.interrupt();
        assertThat(end.get(30, TimeUnit.SECONDS)).isInstanceOf(ClosedByInterruptException.class);
        dialing.join();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost"})
    void anInterruptedThreadDialsNobodyAndStaysInterrupted(String host) throws IOException {
        Address address = new Address.Tcp(host, listenOnPort());
        Thread.currentThread().interrupt();
        Throwable end = catchThrowable(() -> Dialer.dial(address, ample));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(end).isInstanceOf(ClosedByInterruptException.class);
    }
}
