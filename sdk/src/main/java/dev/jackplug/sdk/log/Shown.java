package dev.jackplug.sdk.log;

import dev.jackplug.protocol.DriverException;
import dev.jackplug.protocol.log.LogEntry;
import dev.jackplug.protocol.log.LogStream;
import dev.jackplug.protocol.log.ReadConfig;
import dev.jackplug.protocol.log.ReadLogsRequest;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a host asked to be shown of a container's log: of what the backend has stored, the entries between two times, or the
 * last of them, and then those that are stored while it looks on. The last of them are found by counting first, so that
 * no more than one entry is in memory.
 */
final class Shown implements LogStream {

    private final ReadConfig wanted;
    private final LogStream stored;
    private final @Nullable Backlog live;
    private final LogLimits limits;
    private long skip;
    private long left;
    private boolean ended;

    private Shown(ReadConfig wanted, LogStream stored, @Nullable Backlog live, LogLimits limits, long skip) {
        this.wanted = wanted;
        this.stored = stored;
        this.live = live;
        this.limits = limits;
        this.skip = skip;
        this.left = wanted.follow() || wanted.tail() < 0 ? Long.MAX_VALUE : wanted.tail();
    }

    /** Opens what was asked for; {@code live} is where entries of the container wait, if it runs. */
    static Shown open(LogBackend backend, ReadLogsRequest request, @Nullable Backlog live, LogLimits limits) {
        ReadConfig wanted = request.config();
        long skip = wanted.tail() < 0 ? 0 : Math.max(0, count(backend, request, limits) - wanted.tail());
        return new Shown(wanted, stored(backend, request), live, limits, skip);
    }

    private static LogStream stored(LogBackend backend, ReadLogsRequest request) {
        try {
            return backend.read(request.info(), request.config());
        } catch (IOException e) {
            throw new DriverException("the log of container " + request.info().containerId() + " cannot be read: " + e);
        }
    }

    private static long count(LogBackend backend, ReadLogsRequest request, LogLimits limits) {
        long count = 0;
        try (Shown all = new Shown(request.config(), stored(backend, request), null, limits, 0)) {
            while (all.storedNext().isPresent()) {
                count++;
            }
        }
        return count;
    }

    @Override
    public Optional<LogEntry> next() {
        while (!ended && left > 0) {
            long seen = live == null ? 0 : live.deliveredSoFar();
            Optional<LogEntry> next = storedNext();
            if (next.isPresent()) {
                if (skip == 0) {
                    left--;
                    return next.map(Shown::withNewline);
                }
                skip--;
            } else if (!ended) {
                // Whoever is shown what comes is not kept from it by what was not there to be skipped.
                skip = 0;
                ended = !wanted.follow() || live == null || !moreAfter(live, seen);
            }
        }
        return Optional.empty();
    }

    /** Only who looks on is ever waited for. */
    @Override
    public boolean ready() {
        return live == null || !wanted.follow();
    }

    /** The next that is wanted of those that are there now. */
    private Optional<LogEntry> storedNext() {
        Optional<LogEntry> next = stored.next();
        while (next.isPresent() && !wanted(next.get())) {
            next = ended ? Optional.empty() : stored.next();
        }
        return next;
    }

    private boolean wanted(LogEntry entry) {
        if (wanted.until() != null && entry.time().isAfter(wanted.until())) {
            ended = true;
        }
        boolean early = wanted.since() != null && entry.time().isBefore(wanted.since());
        boolean shown = entry.source().equals(LogEntry.STDOUT) || entry.source().equals(LogEntry.STDERR);
        return !ended && !early && shown;
    }

    private boolean moreAfter(Backlog entries, long seen) {
        try {
            return entries.awaitMore(seen, limits.settle());
        } catch (InterruptedException e) {
            // The host has hung up, or the plugin stops.
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Hosts show the bytes as they are (protocol §4.5). */
    private static LogEntry withNewline(LogEntry entry) {
        if (entry.partial()) {
            return entry;
        }
        byte[] line = Arrays.copyOf(entry.line(), entry.line().length + 1);
        line[line.length - 1] = '\n';
        return entry.with(line, false);
    }

    @Override
    public void close() {
        stored.close();
    }
}
