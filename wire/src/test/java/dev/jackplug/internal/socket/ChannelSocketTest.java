package dev.jackplug.internal.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@ValueSource(strings = {"unix", "tcp"})
class ChannelSocketTest {

    @Parameter
    String family = "";

    private ConnectedPair pair;

    @BeforeEach
    void connect() throws IOException {
        pair = ConnectedPair.over(family);
    }

    @AfterEach
    void close() throws IOException {
        pair.close();
    }

    private ChannelSocket socket() {
        return pair.socket();
    }

    private SocketChannel peer() {
        return pair.peer();
    }

    private void peerSays(int... bytes) throws IOException {
        for (int one : bytes) {
            peer().write(ByteBuffer.wrap(new byte[] {(byte) one}));
        }
    }

    private void awaitNotQuiet() {
        while (socket().quiet()) {
            Thread.onSpinWait();
        }
    }

    @FunctionalInterface
    private interface Io<T> {
        T run() throws IOException;
    }

    /** Runs something that blocks on a thread of its own. */
    private static <T> CompletableFuture<T> start(Io<T> work) {
        CompletableFuture<T> end = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                end.complete(work.run());
            } catch (IOException | RuntimeException e) {
                end.completeExceptionally(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return end;
    }

    /** Starts a read and waits until it blocks in the kernel. */
    private CompletableFuture<Integer> blockedRead() {
        AtomicReference<Thread> reader = new AtomicReference<>();
        CompletableFuture<Integer> read = start(() -> {
            reader.set(Thread.currentThread());
            return socket().getInputStream().read();
        });
        while (!inNativeRead(reader.get())) {
            Thread.onSpinWait();
        }
        return read;
    }

    private static boolean inNativeRead(@Nullable Thread thread) {
        if (thread == null) {
            return false;
        }
        StackTraceElement[] stack = thread.getStackTrace();
        return stack.length > 0 && stack[0].isNativeMethod();
    }

    @Test
    void anOpenAndSilentConnectionIsQuiet() {
        assertThat(socket().quiet()).isTrue();
        assertThat(socket().quiet()).isTrue();
    }

    @Test
    void aConnectionThatThePeerClosedIsNotQuiet() throws IOException {
        peer().close();
        awaitNotQuiet();
        assertThat(socket().quiet()).isFalse();
    }

    @Test
    void aConnectionWhosePeerWillSayNoMoreIsNotQuiet() throws IOException {
        peer().shutdownOutput();
        awaitNotQuiet();
        assertThat(socket().quiet()).isFalse();
    }

    @Test
    void aConnectionWhosePeerSpokeUnaskedIsNotQuiet() throws IOException {
        peerSays('x');
        awaitNotQuiet();
    }

    @Test
    void aConnectionThatWeClosedIsNotQuiet() throws IOException {
        socket().close();
        assertThat(socket().quiet()).isFalse();
    }

    @Test
    void theConnectionBlocksAgainAfterItWasFoundQuiet() throws Exception {
        assertThat(socket().quiet()).isTrue();
        CompletableFuture<Integer> read = blockedRead();
        assertThat(read).isNotDone();
        peerSays('x');
        assertThat(read.get(30, TimeUnit.SECONDS)).isEqualTo('x');
    }

    /** Reads what is there already, so that the next read looks before it sleeps, as long as the processors allow it. */
    private AtomicInteger eagerly() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        socket().eager(() -> asked.incrementAndGet() > 0);
        peerSays('1');
        assertThat(socket().getInputStream().read()).isEqualTo('1');
        return asked;
    }

    @Test
    void whatComesPromptlyIsFoundByLooking() throws IOException {
        eagerly();
        peerSays('2', '3');
        assertThat(socket().getInputStream().read()).isEqualTo('2');
        assertThat(socket().getInputStream().read()).isEqualTo('3');
        peer().shutdownOutput();
        assertThat(socket().getInputStream().read()).isEqualTo(-1);
    }

    @Test
    void aReadThatHasLookedInVainWaits() throws Exception {
        AtomicInteger asked = eagerly();
        CompletableFuture<Integer> read = blockedRead();
        peerSays('x');
        assertThat(read.get(30, TimeUnit.SECONDS)).isEqualTo('x');
        assertThat(asked.get()).isGreaterThan(1);
    }

    @Test
    void closingEndsAReadThatLooksAndOneThatHasLooked() throws Exception {
        eagerly();
        CompletableFuture<Integer> read = start(() -> socket().getInputStream().read());
        socket().close();
        assertThatThrownBy(() -> read.get(30, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(IOException.class);
    }

    @Test
    void whatThePeerSaysIsReadByteForByteToItsEnd() throws IOException {
        peerSays(0, 0x7F, 0x80, 0xFF);
        peer().shutdownOutput();
        assertThat(socket().getInputStream().read()).isZero();
        assertThat(socket().getInputStream().read()).isEqualTo(0x7F);
        assertThat(socket().getInputStream().read(new byte[0])).isZero();
        assertThat(socket().getInputStream().readAllBytes()).containsExactly(0x80, 0xFF);
        assertThat(socket().getInputStream().read()).isEqualTo(-1);
    }

    @Test
    void whatIsReadInPiecesOfAnySizeIsWhatCame() throws Exception {
        byte[] sent = new byte[1_000_000];
        new Random(7).nextBytes(sent);
        CompletableFuture<Integer> written = start(() -> {
            for (ByteBuffer all = ByteBuffer.wrap(sent); all.hasRemaining(); ) {
                peer().write(all);
            }
            peer().shutdownOutput();
            return sent.length;
        });
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        byte[] piece = new byte[100_000];
        int count = 0;
        for (int i = 0; count >= 0; i++) {
            read.write(piece, 0, count);
            count = socket().getInputStream()
                    .read(piece, 0, List.of(20_000, 9, piece.length, 3_000).get(i % 4));
        }
        assertThat(read.toByteArray()).isEqualTo(sent);
        assertThat(socket().received())
                .isEqualTo(written.get(30, TimeUnit.SECONDS).longValue());
        assertThat(socket().drained()).isTrue();
    }

    @Test
    void allThatComesIsHandedOn() throws Exception {
        byte[] sent = new byte[200_000];
        new Random(8).nextBytes(sent);
        CompletableFuture<Integer> written = start(() -> {
            socket().getOutputStream().write(sent);
            socket().shutdownOutput();
            return sent.length;
        });
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        long count = new ChannelSocket(peer()).getInputStream().transferTo(read);
        assertThat(count).isEqualTo(sent.length);
        assertThat(read.toByteArray()).isEqualTo(sent);
        assertThat(written.get(30, TimeUnit.SECONDS)).isEqualTo(sent.length);
    }

    @Test
    void everyByteThatLeftIsCounted() throws Exception {
        byte[] large = new byte[1_000_000];
        CompletableFuture<Integer> received = start(() -> {
            ByteBuffer buffer = ByteBuffer.allocate(large.length + 1);
            while (buffer.hasRemaining() && peer().read(buffer) >= 0) {}
            return buffer.position();
        });
        assertThat(socket().sent()).isZero();
        socket().getOutputStream().write('x');
        assertThat(socket().sent()).isEqualTo(1);
        socket().getOutputStream().write(large, 0, large.length);
        assertThat(socket().sent()).isEqualTo(large.length + 1);
        assertThat(received.get(30, TimeUnit.SECONDS)).isEqualTo(large.length + 1);
    }

    @Test
    void aWriteThatFailsIsNotCounted() throws IOException {
        socket().close();
        assertThatThrownBy(() -> socket().getOutputStream().write('x')).isInstanceOf(IOException.class);
        assertThat(socket().sent()).isZero();
    }

    @Test
    void whatLeftBeforeAnInterruptIsCounted() throws Exception {
        CompletableFuture<Long> sent = new CompletableFuture<>();
        Thread writer = new Thread(() -> {
            try {
                socket().getOutputStream().write(new byte[20_000_000]);
            } catch (IOException e) {
                sent.complete(socket().sent());
            }
        });
        writer.start();
        peer().read(ByteBuffer.allocate(1));
        writer.interrupt();
        assertThat(sent.get(30, TimeUnit.SECONDS)).isPositive();
    }

    @Test
    void aBlockedReadDoesNotKeepAnotherThreadFromWriting() throws Exception {
        CompletableFuture<Integer> read = blockedRead();
        start(() -> {
                    socket().getOutputStream().write('q');
                    return 0;
                })
                .get(30, TimeUnit.SECONDS);
        assertThat(read).isNotDone();
        ByteBuffer question = ByteBuffer.allocate(1);
        peer().read(question);
        assertThat(question.get(0)).isEqualTo((byte) 'q');
        peerSays('a');
        assertThat(read.get(30, TimeUnit.SECONDS)).isEqualTo('a');
    }

    @Test
    void closingEndsABlockedRead() throws Exception {
        CompletableFuture<Integer> read = blockedRead();
        socket().close();
        assertThatThrownBy(() -> read.get(30, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(IOException.class);
        assertThat(socket().isClosed()).isTrue();
    }

    @Test
    void closingEndsABlockedWrite() throws Exception {
        byte[] block = new byte[64 * 1024];
        CompletableFuture<Integer> write = start(() -> {
            while (true) {
                socket().getOutputStream().write(block);
            }
        });
        while (socket().sent() == 0) {
            Thread.onSpinWait();
        }
        socket().close();
        assertThatThrownBy(() -> write.get(30, TimeUnit.SECONDS)).hasCauseInstanceOf(IOException.class);
    }

    @Test
    void thePortIsThatOfThePeer() throws IOException {
        boolean tcp = peer().getLocalAddress() instanceof InetSocketAddress;
        int port = tcp ? ((InetSocketAddress) peer().getLocalAddress()).getPort() : 0;
        assertThat(socket().getPort()).isEqualTo(port);
        socket().close();
        assertThat(socket().getPort()).isZero();
    }

    @Test
    void closingAStreamClosesTheConnection() throws IOException {
        socket().getInputStream().close();
        assertThat(socket().isClosed()).isTrue();
    }
}
