package dev.jackplug.internal.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ReadAheadTest {

    private static final int LARGE = ReadAhead.LARGE;
    private static final int BUFFER = 256 * 1024;
    private static final int BROKEN = -2;

    /** What the source gives next; as much as there is room for where nothing is said. */
    private final List<Integer> gives = new ArrayList<>();

    /** How much room each read of the source had. */
    private final List<Integer> rooms = new ArrayList<>();

    private final ReadAhead ahead = new ReadAhead(this::give);
    private final byte[] bytes = new byte[2 * BUFFER];
    private byte next;

    /** Bytes that count on from one read to the next. */
    private int give(ByteBuffer buffer) throws IOException {
        rooms.add(buffer.remaining());
        int count = gives.isEmpty() ? buffer.remaining() : gives.remove(0);
        for (int i = 0; i < Math.abs(count); i++) {
            buffer.put(next++);
        }
        if (count == BROKEN) {
            throw new IOException("broken");
        }
        return count;
    }

    private int read(int length) throws IOException {
        return ahead.read(bytes, 0, length);
    }

    /** A stream that flows has just filled what it was asked to. */
    private void flowing() throws IOException {
        assertThat(read(LARGE)).isEqualTo(LARGE);
        rooms.clear();
        next = 0;
    }

    @Test
    void readsAheadOnceAStreamFlows() throws IOException {
        assertThat(read(2 * LARGE)).isEqualTo(LARGE);
        assertThat(ahead.isEmpty()).isTrue();
        assertThat(read(2 * LARGE)).isEqualTo(2 * LARGE);
        assertThat(ahead.isEmpty()).isFalse();
        assertThat(rooms).containsExactly(LARGE, BUFFER);
    }

    @Test
    void aFilledPieceOfAnySizeSaysThatTheStreamFlows() throws IOException {
        assertThat(read(8_000)).isEqualTo(8_000);
        assertThat(read(LARGE)).isEqualTo(LARGE);
        assertThat(rooms).containsExactly(8_000, BUFFER);
    }

    @Test
    void waitsWithoutABufferForWhatMayNeverCome() throws IOException {
        flowing();
        gives.addAll(List.of(100, 200, 300));
        assertThat(read(LARGE)).isEqualTo(100);
        assertThat(read(LARGE)).isEqualTo(200);
        assertThat(read(BUFFER)).isEqualTo(300);
        assertThat(rooms).containsExactly(BUFFER, LARGE, LARGE);
    }

    @Test
    void theHeadOfAChunkDoesNotSayThatTheStreamHasStopped() throws IOException {
        flowing();
        gives.add(10);
        assertThat(read(8_000)).isEqualTo(10);
        assertThat(read(LARGE)).isEqualTo(LARGE);
        assertThat(rooms).containsExactly(8_000, BUFFER);
    }

    @Test
    void handsOnWhatCameInItsOrderAndIsEmptyAgain() throws IOException {
        flowing();
        gives.add(LARGE + 3);
        assertThat(ahead.read(bytes, 1, LARGE)).isEqualTo(LARGE);
        assertThat(ahead.isEmpty()).isFalse();
        assertThat(ahead.read(bytes, 1 + LARGE, LARGE)).isEqualTo(3);
        assertThat(ahead.isEmpty()).isTrue();
        for (int i = 0; i < LARGE + 3; i++) {
            assertThat(bytes[1 + i]).isEqualTo((byte) i);
        }
    }

    @Test
    void whoAsksForLittleGetsLittle() throws IOException {
        flowing();
        assertThat(read(LARGE)).isEqualTo(LARGE);
        assertThat(read(10)).isEqualTo(10);
        assertThat(bytes[0]).isEqualTo((byte) LARGE);
        assertThat(read(LARGE - 1)).isEqualTo(1024);
        assertThat(bytes[0]).isEqualTo((byte) (LARGE + 10));
    }

    @Test
    void theEndLeavesItEmpty() throws IOException {
        flowing();
        gives.add(-1);
        next = 0;
        assertThat(read(LARGE)).isEqualTo(-1);
        assertThat(ahead.isEmpty()).isTrue();
    }

    @Test
    void aReadThatFailsLeavesItEmptyWhateverItHadRead() throws IOException {
        flowing();
        gives.addAll(List.of(BROKEN, 2));
        assertThatThrownBy(() -> read(LARGE)).hasMessage("broken");
        assertThat(ahead.isEmpty()).isTrue();
        assertThat(read(LARGE)).isEqualTo(2);
        assertThat(bytes).startsWith(2, 3);
    }

    @Test
    void twoDoNotShareABuffer() throws IOException {
        ReadAhead other = new ReadAhead(buffer -> {
            int count = buffer.remaining();
            buffer.put(new byte[count]);
            return count;
        });
        flowing();
        gives.add(LARGE + 2);
        assertThat(read(LARGE)).isEqualTo(LARGE);
        other.read(new byte[LARGE], 0, LARGE);
        other.read(new byte[LARGE], 0, LARGE);
        assertThat(read(LARGE)).isEqualTo(2);
        assertThat(bytes).startsWith((byte) LARGE, (byte) (LARGE + 1));
    }

    /** Two who read the same connection at the end of a buffer: it must not go to two others afterwards. */
    @Test
    void aBufferThatTwoReadToItsEndGoesToOneOther() throws Exception {
        ExecutorService second = Executors.newSingleThreadExecutor();
        try {
            for (int round = 0; round < 1_000; round++) {
                ReadAhead shared = filled((byte) 0);
                CyclicBarrier start = new CyclicBarrier(2);
                Future<?> reading = second.submit(() -> readToItsEnd(shared, start));
                readToItsEnd(shared, start);
                reading.get(20, TimeUnit.SECONDS);
                List<ReadAhead> others = List.of(filled((byte) 1), filled((byte) 2), filled((byte) 3));
                for (int i = 0; i < others.size(); i++) {
                    byte[] piece = new byte[LARGE];
                    assertThat(others.get(i).read(piece, 0, LARGE)).isEqualTo(LARGE);
                    assertThat(piece).containsOnly(i + 1);
                    others.get(i).read(new byte[BUFFER], 0, BUFFER);
                }
            }
        } finally {
            second.shutdownNow();
        }
    }

    /** One that has what is left of a buffer full of this, and then comes to the end. */
    private static ReadAhead filled(byte with) throws IOException {
        AtomicInteger reads = new AtomicInteger();
        ReadAhead filled = new ReadAhead(buffer -> {
            if (reads.incrementAndGet() > 2) {
                return -1;
            }
            byte[] bytes = new byte[buffer.remaining()];
            Arrays.fill(bytes, with);
            buffer.put(bytes);
            return bytes.length;
        });
        filled.read(new byte[LARGE], 0, LARGE);
        filled.read(new byte[LARGE], 0, LARGE);
        return filled;
    }

    private static boolean readToItsEnd(ReadAhead shared, CyclicBarrier start) throws Exception {
        byte[] piece = new byte[2 * LARGE];
        start.await(20, TimeUnit.SECONDS);
        while (shared.read(piece, 0, piece.length) >= 0) {
            assertThat(piece[0]).isZero();
        }
        return true;
    }
}
