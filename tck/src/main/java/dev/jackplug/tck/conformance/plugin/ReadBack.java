package dev.jackplug.tck.conformance.plugin;

import dev.jackplug.protocol.Printable;
import dev.jackplug.protocol.ProtocolException;
import dev.jackplug.protocol.log.LogCodec;
import dev.jackplug.protocol.log.LogEntry;
import dev.jackplug.protocol.log.LogFrames;
import dev.jackplug.tck.internal.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a plugin gave back of a log.
 *
 * @param request what asked for it, as evidence shows it
 */
record ReadBack(String request, List<LogEntry> entries) {

    private static final long SECOND = 1_000_000_000;

    static ReadBack of(Heard heard) {
        if (heard.status() != 200) {
            throw new Violation(heard + ": no log");
        }
        LogFrames frames = new LogFrames(LogFrames.LIMIT);
        frames.add(heard.body(), heard.body().length);
        ReadBack all = new ReadBack(heard.request(), entries(frames));
        all.when(frames.atBoundary(), "the end is in the middle of an entry");
        return all;
    }

    private static List<LogEntry> entries(LogFrames frames) {
        List<LogEntry> entries = new ArrayList<>();
        try {
            Optional<byte[]> message = frames.next();
            while (message.isPresent()) {
                entries.add(LogCodec.decode(message.get()));
                message = frames.next();
            }
        } catch (ProtocolException e) {
            throw new Violation("POST /LogDriver.ReadLogs: " + e.getMessage());
        }
        return entries;
    }

    /** Judges that these whole lines came back, in this order, and nothing else. */
    String lines(List<LogEntry> written) {
        when(entries.size() == written.size(), "not " + written.size() + " entries");
        for (int i = 0; i < written.size(); i++) {
            LogEntry want = written.get(i);
            LogEntry got = entries.get(i);
            when(got.text().equals(want.text() + "\n"), "not \"" + want.text() + "\\n\" in entry " + (i + 1));
            when(got.source().equals(want.source()), "not " + want.source() + " in entry " + (i + 1));
            boolean then = Math.abs(got.timeNano() - want.timeNano()) < SECOND;
            when(then, "not the time " + want.time() + " in entry " + (i + 1));
        }
        return toString();
    }

    /** The bytes that a user sees. */
    String text() {
        return entries.stream().map(LogEntry::text).collect(Collectors.joining());
    }

    /** The evidence, if that is so; a violation with {@code what} is wrong if it is not. */
    String when(boolean so, String what) {
        if (!so) {
            throw new Violation(this + ": " + what);
        }
        return toString();
    }

    @Override
    public String toString() {
        String shown = entries.stream().limit(8).map(LogEntry::toString).collect(Collectors.joining(", "));
        return request + " -> 200 " + entries.size() + " entries: " + Printable.of(shown);
    }
}
