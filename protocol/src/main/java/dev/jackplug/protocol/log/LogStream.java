package dev.jackplug.protocol.log;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** Entries that come one after the other. For one thread at a time; whoever was given it closes it. */
public interface LogStream extends AutoCloseable {

    /**
     * The next entry, waited for. Empty at the end.
     *
     * <p>An author's stream that waits is interrupted when its host hangs up, and then ends or throws.
     *
     * @throws dev.jackplug.protocol.PluginException at the host's end, if the stream broke before its end
     */
    Optional<LogEntry> next();

    /**
     * Whether {@link #next} has its answer at once, be it the end. A plugin's server sends what is ready together, and each entry
     * on its own that may be followed by a wait. False unless overridden.
     */
    default boolean ready() {
        return false;
    }

    /** Lets go of what the entries come from. */
    @Override
    default void close() {}

    /** A stream of entries that are there already. */
    static LogStream of(List<LogEntry> entries) {
        Iterator<LogEntry> left = List.copyOf(entries).iterator();
        return new LogStream() {
            @Override
            public Optional<LogEntry> next() {
                return left.hasNext() ? Optional.of(left.next()) : Optional.empty();
            }

            @Override
            public boolean ready() {
                return true;
            }
        };
    }
}
