package dev.jackplug.host.log;

import dev.jackplug.internal.socket.Deadline;
import dev.jackplug.protocol.DriverException;
import dev.jackplug.protocol.TransportException;
import dev.jackplug.protocol.log.Info;
import dev.jackplug.protocol.log.LogDriver;
import dev.jackplug.protocol.log.LogEntry;
import dev.jackplug.protocol.log.LogStream;
import dev.jackplug.protocol.log.ReadConfig;
import dev.jackplug.protocol.log.ReadLogsRequest;
import dev.jackplug.protocol.log.StartLoggingRequest;
import dev.jackplug.protocol.log.StopLoggingRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One run of a container, whose output goes to a log plugin. Nothing that the plugin does makes {@link #stdout} and {@link
 * #stderr} wait: output that it does not read in time is dropped, and counted.
 *
 * <pre>{@code
 * LogDriver driver = plugins.driver("loki", LogDriver.SUBSYSTEM);
 * try (LogSession log = LogSession.start(driver, Path.of("/run/docker/logging"), info)) {
 *     log.stdout(bytes, 0, count);
 * }
 * }</pre>
 *
 * <p>Safe for many threads; the output of each source stays in the order in which it was given.
 */
public final class LogSession implements AutoCloseable {

    private static final Logger LOG = System.getLogger(LogSession.class.getName());

    private final LogDriver driver;
    private final Info info;
    private final boolean readsLogs;
    private final LogFifo fifo;
    private final LogWriter writer;
    private final Duration patience;
    private final LineSplitter stdout;
    private final LineSplitter stderr;
    private final AtomicBoolean closed = new AtomicBoolean();

    /**
     * What a session allows itself.
     *
     * @param queueBytes how much output waits for the plugin to read it; what comes then is dropped
     * @param patience how long {@link LogSession#close} waits for the plugin to read what is left; longer than a hundred years is a
     *     hundred years
     */
    public record Limits(long queueBytes, Duration patience) {

        /** 4 MiB, and moby's 10 seconds. */
        public static final Limits DEFAULT = new Limits(4L << 20, Duration.ofSeconds(10));

        public Limits {
            patience = Deadline.bounded(patience);
        }
    }

    private LogSession(LogDriver driver, Info info, boolean readsLogs, LogFifo fifo, Limits limits) {
        this.driver = driver;
        this.info = info;
        this.readsLogs = readsLogs;
        this.fifo = fifo;
        this.patience = limits.patience();
        this.writer = new LogWriter(fifo.channel(), info.containerId(), limits.queueBytes());
        this.stdout = new LineSplitter(LogEntry.STDOUT, Clock.systemUTC(), HexIds::next, writer::write);
        this.stderr = new LineSplitter(LogEntry.STDERR, Clock.systemUTC(), HexIds::next, writer::write);
    }

    /** Starts a session with the usual limits. */
    public static LogSession start(LogDriver driver, Path folder, Info info) {
        return start(driver, folder, info, Limits.DEFAULT);
    }

    /**
     * Asks what the plugin can do, makes a FIFO, and tells the plugin of it. When that fails, nothing is left behind: a plugin
     * that may have begun to read, because its answer is late or lost, is told to stop.
     *
     * @param folder where FIFOs are; made, for this user alone, if it is not there. The plugin has to see it under the same
     *     path
     * @throws dev.jackplug.protocol.PluginException if the plugin does not take the log
     * @throws UncheckedIOException if there is no FIFO to be had
     */
    public static LogSession start(LogDriver driver, Path folder, Info info, Limits limits) {
        boolean readsLogs = driver.capabilities().readsLogs();
        LogFifo fifo = made(folder);
        try {
            driver.startLogging(new StartLoggingRequest(fifo.file().toString(), info));
            return new LogSession(driver, info, readsLogs, fifo, limits);
        } catch (RuntimeException | Error e) {
            if (mayRead(e)) {
                stopped(driver, fifo, e);
            }
            removed(fifo);
            throw e;
        }
    }

    /** Whether the plugin may have opened the FIFO: not when it refused, and not when it was never asked. */
    private static boolean mayRead(Throwable failure) {
        if (failure instanceof TransportException broken) {
            return broken.mayHaveRun();
        }
        return !(failure instanceof DriverException);
    }

    private static void stopped(LogDriver driver, LogFifo fifo, Throwable failure) {
        try {
            driver.stopLogging(new StopLoggingRequest(fifo.file().toString()));
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    private static LogFifo made(Path folder) {
        try {
            return LogFifo.make(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("a log pipe cannot be made in " + folder, e);
        }
    }

    private static void removed(LogFifo fifo) {
        try {
            fifo.close();
        } catch (IOException e) {
            LOG.log(Level.WARNING, "a log pipe stays behind", e);
        }
    }

    /** Takes what the container wrote to its standard output. Never waits. */
    public void stdout(byte[] bytes, int offset, int length) {
        stdout.take(bytes, offset, length);
    }

    /** Takes what the container wrote to its standard error. Never waits. */
    public void stderr(byte[] bytes, int offset, int length) {
        stderr.take(bytes, offset, length);
    }

    /** Whether the plugin gives back what it took. */
    public boolean readsLogs() {
        return readsLogs;
    }

    /**
     * What the plugin took of this container, in this run and before. The caller closes it.
     *
     * @throws dev.jackplug.protocol.PluginException if the plugin does not give it
     */
    public LogStream read(ReadConfig config) {
        return driver.readLogs(new ReadLogsRequest(info, config));
    }

    /** How many entries are in the pipe, or read by the plugin. */
    public long written() {
        return writer.written();
    }

    /** How many entries wait for room in the pipe. */
    public long queued() {
        return writer.queued();
    }

    /** How many entries found no room, or were left when the session ended. */
    public long dropped() {
        return writer.dropped();
    }

    /**
     * Ends the log: waits for the plugin to read what is left, for as long as the limits say, tells it that this was all, and
     * removes the FIFO, also when the plugin fails (W-25). Repeating it does nothing.
     *
     * @throws dev.jackplug.protocol.PluginException if the plugin does not answer well; everything is cleaned up all the same
     */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        stdout.end();
        stderr.end();
        writer.finish(patience);
        try {
            driver.stopLogging(new StopLoggingRequest(fifo.file().toString()));
        } finally {
            removed(fifo);
        }
    }
}
