package dev.jackplug.internal.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class ReadAheadTest {

    private static final int LARGE = ReadAhead.LARGE;

    private final ReadAhead ahead = new ReadAhead();
    private final byte[] bytes = new byte[3 * LARGE];

    private static ReadAhead.Source giving(int count) {
        return buffer -> {
            for (int i = 0; i < count; i++) {
                buffer.put((byte) i);
            }
            return count;
        };
    }

    @Test
    void isEmptyUntilSomethingCame() throws IOException {
        assertThat(ahead.isEmpty()).isTrue();
        assertThat(ahead.fill(giving(1))).isEqualTo(1);
        assertThat(ahead.isEmpty()).isFalse();
    }

    @Test
    void handsOnWhatCameInItsOrderAndIsEmptyAgain() throws IOException {
        ahead.fill(giving(LARGE + 3));
        assertThat(ahead.take(bytes, 1, LARGE)).isEqualTo(LARGE);
        assertThat(ahead.isEmpty()).isFalse();
        assertThat(ahead.take(bytes, 1 + LARGE, LARGE)).isEqualTo(3);
        assertThat(ahead.isEmpty()).isTrue();
        assertThat(bytes[0]).isZero();
        for (int i = 0; i < LARGE + 3; i++) {
            assertThat(bytes[1 + i]).isEqualTo((byte) i);
        }
    }

    @Test
    void whoAsksForLittleGetsLittle() throws IOException {
        ahead.fill(giving(LARGE));
        assertThat(ahead.take(bytes, 0, 10)).isEqualTo(10);
        assertThat(ahead.take(bytes, 0, LARGE - 1)).isEqualTo(1024);
        assertThat(bytes[0]).isEqualTo((byte) 10);
    }

    @Test
    void theEndLeavesItEmpty() throws IOException {
        assertThat(ahead.fill(buffer -> -1)).isEqualTo(-1);
        assertThat(ahead.isEmpty()).isTrue();
    }

    @Test
    void aReadThatFailsLeavesItEmptyWhateverItHadRead() throws IOException {
        assertThatThrownBy(() -> ahead.fill(buffer -> {
                    buffer.put((byte) 7);
                    throw new IOException("broken");
                }))
                .hasMessage("broken");
        assertThat(ahead.isEmpty()).isTrue();
        ahead.fill(giving(2));
        assertThat(ahead.take(bytes, 0, LARGE)).isEqualTo(2);
        assertThat(bytes).startsWith(0, 1);
    }

    @Test
    void twoDoNotShareABuffer() throws IOException {
        ReadAhead other = new ReadAhead();
        ahead.fill(giving(2));
        other.fill(buffer -> {
            assertThat(buffer.position()).isZero();
            buffer.put(new byte[] {8, 9});
            return 2;
        });
        assertThat(ahead.take(bytes, 0, 2)).isEqualTo(2);
        assertThat(bytes).startsWith(0, 1);
    }

    @Test
    void hasRoomForMuch() throws IOException {
        assertThat(ahead.fill(ByteBuffer::remaining)).isEqualTo(256 * 1024);
    }
}
