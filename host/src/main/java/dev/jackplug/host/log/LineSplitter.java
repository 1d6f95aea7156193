package dev.jackplug.host.log;

import dev.jackplug.protocol.log.LogEntry;
import dev.jackplug.protocol.log.PartialMetadata;
import java.time.Clock;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Makes entries of one source's output, as moby's copier does: a line for each newline, and pieces of 16,384 bytes, under one
 * id and the time of the first, for what is longer. Output that does not end in a newline ends in a piece that is not the
 * last of its line. Safe for many threads.
 */
final class LineSplitter {

    static final int LONGEST = 16 * 1024;

    private final String source;
    private final Clock clock;
    private final Supplier<String> ids;
    private final Consumer<LogEntry> entries;
    private final byte[] line = new byte[LONGEST];
    private int length;
    private String id = "";
    private int pieces;
    private long time;

    LineSplitter(String source, Clock clock, Supplier<String> ids, Consumer<LogEntry> entries) {
        this.source = source;
        this.clock = clock;
        this.ids = ids;
        this.entries = entries;
    }

    synchronized void take(byte[] bytes, int offset, int count) {
        for (int at = offset; at < offset + count; at++) {
            if (bytes[at] == '\n') {
                endLine();
            } else {
                line[length++] = bytes[at];
                if (length == LONGEST) {
                    emitPiece(false);
                }
            }
        }
    }

    /** The output has ended. */
    synchronized void end() {
        if (length > 0) {
            emitPiece(false);
        }
    }

    private void endLine() {
        if (pieces > 0) {
            emitPiece(true);
            pieces = 0;
        } else {
            entries.accept(new LogEntry(source, LogEntry.nanos(clock.instant()), Arrays.copyOf(line, length)));
            length = 0;
        }
    }

    private void emitPiece(boolean last) {
        if (pieces == 0) {
            id = ids.get();
            time = LogEntry.nanos(clock.instant());
        }
        pieces++;
        PartialMetadata place = new PartialMetadata(last, id, pieces);
        entries.accept(new LogEntry(source, time, Arrays.copyOf(line, length), true, place));
        length = 0;
    }
}
