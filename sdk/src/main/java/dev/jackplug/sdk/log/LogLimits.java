package dev.jackplug.sdk.log;

import dev.jackplug.internal.socket.Deadline;
import java.time.Duration;

/**
 * What a collector allows itself. Immutable.
 *
 * @param lineBytes how long a line may be that came in pieces; a longer one is delivered in parts. 1 MiB unless set
 * @param memoryBytes how much waits for the backend in memory, for each container. 4 MiB unless set
 * @param spillBytes how much more waits on the disk, for each container; what comes then is dropped, and counted. 64 MiB
 *     unless set
 * @param stop how long {@code StopLogging} may take to read what is left in a FIFO, and {@link LogCollector#close} to hand
 *     what waits to the backend. 5 seconds unless set
 * @param settle how long a reader waits for the backend to store what was taken before. 5 seconds unless set
 * @param retry the pause after the backend failed; it doubles up to 30 times as long. 1 second unless set
 */
public record LogLimits(
        int lineBytes, long memoryBytes, long spillBytes, Duration stop, Duration settle, Duration retry) {

    /** The numbers above. */
    public static final LogLimits DEFAULT = new LogLimits(
            1 << 20, 4L << 20, 64L << 20, Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(1));

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if one of them is negative, or lets nothing through
     */
    public LogLimits {
        if (lineBytes < 1 || memoryBytes < 0 || spillBytes < 0) {
            throw new IllegalArgumentException("lineBytes must be at least 1, memoryBytes and spillBytes not negative: "
                    + lineBytes + ", " + memoryBytes + ", " + spillBytes);
        }
        if (stop.isNegative() || settle.isNegative() || retry.isNegative() || retry.isZero()) {
            throw new IllegalArgumentException("stop and settle must not be negative, retry longer than nothing: "
                    + stop + ", " + settle + ", " + retry);
        }
        stop = Deadline.bounded(stop);
        settle = Deadline.bounded(settle);
        retry = Deadline.bounded(retry);
    }

    /** The same with another length of lines. */
    public LogLimits lineBytes(int lineBytes) {
        return new LogLimits(lineBytes, memoryBytes, spillBytes, stop, settle, retry);
    }

    /** The same with other room for what waits. */
    public LogLimits waiting(long memoryBytes, long spillBytes) {
        return new LogLimits(lineBytes, memoryBytes, spillBytes, stop, settle, retry);
    }

    /** The same with another time for stopping. */
    public LogLimits stop(Duration stop) {
        return new LogLimits(lineBytes, memoryBytes, spillBytes, stop, settle, retry);
    }

    /** The same with another time for the backend to catch up before it is read from. */
    public LogLimits settle(Duration settle) {
        return new LogLimits(lineBytes, memoryBytes, spillBytes, stop, settle, retry);
    }

    /** The same with another first pause after a failure. */
    public LogLimits retry(Duration retry) {
        return new LogLimits(lineBytes, memoryBytes, spillBytes, stop, settle, retry);
    }
}
