package dev.jackplug.sdk.log;

import dev.jackplug.protocol.log.LogEntry;
import dev.jackplug.protocol.log.PartialMetadata;
import java.io.ByteArrayOutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes lines whole again that came in pieces. Pieces of one line follow each other within their source; where one is
 * missing, those before it are passed on as they are. For one thread at a time.
 */
final class Assembler {

    private final int lineBytes;
    private final Consumer<LogEntry> lines;
    private final Map<String, Run> runs = new LinkedHashMap<>();

    /** The pieces of a line so far. */
    private static final class Run {

        private final LogEntry first;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private @Nullable PartialMetadata newest;

        Run(LogEntry first) {
            this.first = first;
        }

        LogEntry joined(boolean partial) {
            return first.with(bytes.toByteArray(), partial);
        }

        /** Whether an entry is the next piece. Hosts that send no metadata send pieces in order, the last not partial. */
        boolean goesOnWith(LogEntry entry) {
            PartialMetadata next = entry.metadata();
            return newest == null
                    ? next == null
                    : next != null && next.id().equals(newest.id()) && next.ordinal() == newest.ordinal() + 1;
        }
    }

    /** Hands lines on, or parts of them with at most so many bytes. */
    Assembler(int lineBytes, Consumer<LogEntry> lines) {
        this.lineBytes = lineBytes;
        this.lines = lines;
    }

    void take(LogEntry entry) {
        Run run = runs.get(entry.source());
        if (run != null && !run.goesOnWith(entry)) {
            flush(run);
            run = null;
        }
        boolean last =
                entry.metadata() == null ? !entry.partial() : entry.metadata().last();
        if (run == null && last) {
            runs.remove(entry.source());
            lines.accept(entry.with(entry.line(), false));
            return;
        }
        add(run == null ? new Run(entry) : run, entry, last);
    }

    private void add(Run run, LogEntry piece, boolean last) {
        if (run.bytes.size() > 0 && run.bytes.size() + piece.line().length > lineBytes) {
            flush(run);
            run.bytes.reset();
        }
        run.bytes.writeBytes(piece.line());
        run.newest = piece.metadata();
        if (last) {
            runs.remove(piece.source());
            lines.accept(run.joined(false));
        } else {
            runs.put(piece.source(), run);
        }
    }

    private void flush(Run run) {
        lines.accept(run.joined(true));
    }

    /** Hands on what is not ended. */
    void flush() {
        runs.values().forEach(this::flush);
        runs.clear();
    }
}
