package dev.jackplug.tck.conformance.plugin;

import dev.jackplug.protocol.log.LogCodec;
import dev.jackplug.protocol.log.LogEntry;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** Lines that a container has written not long ago, since a plugin may refuse old ones. */
final class Lines {

    @SuppressWarnings("TimeInStaticInitializer") // A kit is done within minutes.
    private static final Instant BEGIN = Instant.ofEpochSecond(Instant.now().getEpochSecond() - 600);

    private static final int MANY = 1500;

    private Lines() {}

    /** A line of standard output, so many seconds after the first. */
    static LogEntry line(String text, int seconds) {
        return LogEntry.of(LogEntry.STDOUT, time(seconds), text);
    }

    static Instant time(int seconds) {
        return BEGIN.plusSeconds(seconds);
    }

    /** As many short lines as go into a pipe that holds 64 KiB. */
    static List<LogEntry> many() {
        return IntStream.range(0, MANY).mapToObj(i -> line("line " + i, 0)).toList();
    }

    /** The bytes of lines, each in its frame. */
    static byte[] frames(List<LogEntry> entries) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (LogEntry entry : entries) {
            all.writeBytes(LogCodec.frame(entry));
        }
        return all.toByteArray();
    }
}
