package dev.jackplug.sdk.log;

import dev.jackplug.protocol.DriverException;
import dev.jackplug.protocol.MethodNotImplementedException;
import dev.jackplug.protocol.log.Info;
import dev.jackplug.protocol.log.LogEntry;
import dev.jackplug.protocol.log.LogStream;
import dev.jackplug.protocol.log.ReadConfig;
import java.io.IOException;
import java.util.List;

/**
 * What the author of a log plugin writes; a {@link LogCollector} does the rest.
 *
 * <p>{@link #append} and {@link #close} come one after the other for one container, at once on many threads for different
 * ones; the other methods may come at any time. No host waits for {@code append}: it may take as long as it likes, and when
 * it fails it is called again with the same entries.
 */
public interface LogBackend {

    /**
     * Looks at a container before its output is taken. Options that it does not know it refuses by their names, in a {@link
     * DriverException}, and the container does not start; dockerd passes its own along, {@code mode}, {@code
     * max-buffer-size}, {@code cache-*}, {@code labels}, {@code env} and {@code tag} among them.
     */
    default void check(Info info) {}

    /**
     * Stores entries, in the order in which the container wrote them. Long lines are whole again; one that is {@link
     * LogEntry#partial} has no newline behind it: its rest follows, because it is too long for {@link LogLimits#lineBytes},
     * or the output ended there.
     *
     * @throws IOException or anything else if they are not stored: all of them come again, after a pause
     */
    void append(Info info, List<LogEntry> entries) throws IOException;

    /** Nothing more comes, unless the container is started again. */
    default void close(Info info) throws IOException {}

    /** Whether {@link #read} works. */
    default boolean readsLogs() {
        return false;
    }

    /**
     * What {@link #append} has stored for a container, oldest first, as it was given. At the end of what is there the stream
     * answers with nothing, and when it is asked again it goes on with what was stored since. Need not be asked to its end.
     *
     * @param wanted which entries will be used; the others may be left out, and need not be
     */
    default LogStream read(Info info, ReadConfig wanted) throws IOException {
        throw new MethodNotImplementedException();
    }
}
