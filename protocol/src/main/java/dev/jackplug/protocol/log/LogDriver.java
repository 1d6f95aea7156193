package dev.jackplug.protocol.log;

import dev.jackplug.protocol.DriverException;
import dev.jackplug.protocol.MethodNotImplementedException;
import dev.jackplug.protocol.PluginException;
import dev.jackplug.protocol.Subsystem;

/**
 * Where the output of containers goes. Authors implement it; hosts receive one that answers from the other end of a socket.
 *
 * <p>The output itself comes through a FIFO that the host makes for each start of a container: frames of four bytes, a
 * length, highest byte first, and so many bytes of a {@link LogEntry} as a protobuf message ({@link LogCodec}, {@link
 * LogFrames}). A pipe that nobody reads stops the container as soon as it is full, 64 KiB as a rule (protocol §4.5).
 *
 * <p>Hosts call from many threads at once and may repeat any call, so every method tolerates a repeat. A method that fails
 * throws {@link DriverException}; on the host side any {@link PluginException} can be thrown.
 */
public interface LogDriver {

    /** The subsystem and its contract. */
    Subsystem<LogDriver> SUBSYSTEM = LogContract.SUBSYSTEM;

    /** Begins to read a FIFO. It is open when this returns. A failure keeps the container from starting. */
    void startLogging(StartLoggingRequest request);

    /**
     * Ends the reading of a FIFO: takes what is in it, without waiting for its end, which does not come before the answer
     * because the host still holds it open. The host waits, and with it whoever stops the container. An unknown FIFO is
     * harmless.
     */
    void stopLogging(StopLoggingRequest request);

    /** Says whether {@link #readLogs} works. It does not unless overridden; a host takes every failure for that too. */
    default CapabilitiesReply capabilities() {
        return CapabilitiesReply.TAKES_ONLY;
    }

    /**
     * Gives back what was taken, oldest first. Hosts show the bytes as they are, so each line has its newline here, unless
     * it is partial; entries of another source than stdout and stderr are not shown.
     */
    default LogStream readLogs(ReadLogsRequest request) {
        throw new MethodNotImplementedException();
    }
}
