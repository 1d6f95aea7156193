package dev.jackplug.sdk;

import dev.jackplug.internal.socket.ChannelSocket;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a connection is doing, since when, and how long it may. Its thread says what it does, another looks at the time. */
final class Patience {

    /** How long an interrupted driver has to come back, and how long a refused host has to hang up. */
    private static final long GRACE = Duration.ofSeconds(2).toNanos();

    private static final long ON_ITS_WAY = Duration.ofMillis(50).toNanos();

    enum Phase {
        /** Nothing of a request has come yet. */
        IDLE,
        /** TLS shakes hands, or a request comes in. */
        READING,
        CALLING,
        /** The driver takes an upload, piece by piece. */
        TAKING,
        /** The driver makes the next piece of a stream, for as long as it likes. */
        MAKING,
        /** The driver has had its time and was interrupted. */
        INTERRUPTED,
        WRITING,
        /** The last answer is out, and the host may still be sending. */
        LINGERING,
    }

    private final ChannelSocket socket;
    private final ServerLimits limits;
    private Phase phase = Phase.READING;
    private long since = System.nanoTime();
    private long heard;
    private @Nullable Thread thread;

    Patience(ChannelSocket socket, ServerLimits limits) {
        this.socket = socket;
        this.limits = limits;
    }

    /** Returns when that is, on the clock of {@link System#nanoTime}. */
    synchronized long enter(Phase next) {
        phase = next;
        since = System.nanoTime();
        heard = socket.received();
        boolean inDriver = next == Phase.CALLING || next == Phase.TAKING || next == Phase.MAKING;
        thread = inDriver ? Thread.currentThread() : null;
        return since;
    }

    synchronized boolean isAt(Phase asked) {
        return phase == asked;
    }

    /** Whether the connection is between two requests, for long enough that none can be on its way from the kernel. */
    synchronized boolean isIdle(long now) {
        return phase == Phase.IDLE && socket.received() == heard && now - since > ON_ITS_WAY;
    }

    /** Whether the connection is to be closed. A driver that has had its time is interrupted first. Does not wait. */
    synchronized boolean isOver(long now) {
        listen(now);
        long passed = now - since;
        if (driverIsDone(passed) && thread != null) {
            phase = Phase.INTERRUPTED;
            since = now;
            thread.interrupt();
            return false;
        }
        return switch (phase) {
            case IDLE -> passed > limits.idle().toNanos();
            case READING, WRITING -> passed > limits.request().toNanos();
            case CALLING, TAKING, MAKING -> false;
            case INTERRUPTED, LINGERING -> passed > GRACE;
        };
    }

    /** Takes note of what the host has sent meanwhile: a request begins, or an upload goes on. */
    private void listen(long now) {
        boolean listens = phase == Phase.IDLE || phase == Phase.TAKING;
        if (listens && socket.received() > heard) {
            heard = socket.received();
            since = now;
            phase = phase == Phase.IDLE ? Phase.READING : phase;
        }
    }

    /**
     * Whether the driver is to be interrupted: a call has its time, an upload the same anew with each piece that comes in, and
     * a stream has as long as its host listens.
     */
    private boolean driverIsDone(long passed) {
        return switch (phase) {
            case CALLING, TAKING -> passed > limits.request().toNanos();
            case MAKING -> !socket.quiet();
            default -> false;
        };
    }
}
