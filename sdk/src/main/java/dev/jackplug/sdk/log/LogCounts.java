package dev.jackplug.sdk.log;

/**
 * What became of the entries that were read from FIFOs, long lines counted when they are whole again. {@code taken} is always
 * the sum of the others.
 *
 * @param taken all of them
 * @param delivered those that the backend has stored
 * @param queued those that it has yet to store, in memory and on the disk
 * @param dropped those that were no log entries, or found no room, or were given up when the collector was closed
 */
public record LogCounts(long taken, long delivered, long queued, long dropped) {

    static final LogCounts NONE = new LogCounts(0, 0, 0, 0);

    LogCounts plus(LogCounts other) {
        return new LogCounts(
                taken + other.taken, delivered + other.delivered, queued + other.queued, dropped + other.dropped);
    }
}
