package dev.jackplug.protocol.log;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A line of a container's output, or a piece of one (protocol §4.5).
 *
 * @param source {@link #STDOUT} or {@link #STDERR}
 * @param timeNano when it was written, in nanoseconds since 1970; may be negative
 * @param line the bytes, whatever they are, without the newline; not copied, so not to be changed
 * @param partial whether no newline follows: the line goes on in the next piece, or the output ended in the middle of it
 * @param metadata the place of the piece in its line; null for whole lines, and for pieces from old hosts
 */
public record LogEntry(
        String source,
        long timeNano,
        byte[] line,
        boolean partial,
        @Nullable PartialMetadata metadata) {

    public static final String STDOUT = "stdout";
    public static final String STDERR = "stderr";

    private static final long NANOS = 1_000_000_000;

    /** A whole line. */
    public LogEntry(String source, long timeNano, byte[] line) {
        this(source, timeNano, line, false, null);
    }

    /**
     * A whole line of text.
     *
     * @throws ArithmeticException if the time is not between the years 1677 and 2262
     */
    public static LogEntry of(String source, Instant time, String line) {
        return new LogEntry(source, nanos(time), line.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * A time as entries hold it.
     *
     * @throws ArithmeticException if the time is not between the years 1677 and 2262
     */
    public static long nanos(Instant time) {
        return Math.addExact(Math.multiplyExact(time.getEpochSecond(), NANOS), time.getNano());
    }

    /** When it was written. */
    public Instant time() {
        return Instant.ofEpochSecond(Math.floorDiv(timeNano, NANOS), Math.floorMod(timeNano, NANOS));
    }

    /** The line as text, U+FFFD for what is no UTF-8. */
    public String text() {
        return new String(line, StandardCharsets.UTF_8);
    }

    /** The same with other bytes, partial or not, and without a place in a line. */
    public LogEntry with(byte[] line, boolean partial) {
        return new LogEntry(source, timeNano, line, partial, null);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LogEntry entry
                && source.equals(entry.source)
                && timeNano == entry.timeNano
                && Arrays.equals(line, entry.line)
                && partial == entry.partial
                && Objects.equals(metadata, entry.metadata);
    }

    @Override
    public int hashCode() {
        return Objects.hash(source, timeNano, Arrays.hashCode(line), partial, metadata);
    }

    @Override
    public String toString() {
        String piece = metadata == null ? "" : " " + metadata;
        return source + " " + time() + " " + (partial ? "partial " : "") + text() + piece;
    }
}
