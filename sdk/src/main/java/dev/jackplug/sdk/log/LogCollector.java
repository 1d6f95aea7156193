package dev.jackplug.sdk.log;

import dev.jackplug.protocol.DriverException;
import dev.jackplug.protocol.MethodNotImplementedException;
import dev.jackplug.protocol.log.CapabilitiesReply;
import dev.jackplug.protocol.log.Info;
import dev.jackplug.protocol.log.LogDriver;
import dev.jackplug.protocol.log.LogStream;
import dev.jackplug.protocol.log.ReadLogsRequest;
import dev.jackplug.protocol.log.StartLoggingRequest;
import dev.jackplug.protocol.log.StopLoggingRequest;
import dev.jackplug.sdk.internal.Folder;
import dev.jackplug.sdk.log.OpenFifos.Known;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * A log driver that never stops a container: it reads every FIFO as fast as its host writes, whatever the backend does.
 * What is left to the author is a {@link LogBackend}.
 *
 * <pre>{@code
 * LogCollector logs = LogCollector.open(Path.of("/var/lib/mine"), new MyBackend());
 * PluginServer server = PluginServer.named("mine").serving(LogDriver.SUBSYSTEM, logs).start();
 * }</pre>
 *
 * <ul>
 *   <li>A FIFO is open before {@code StartLogging} is answered, and is read until {@code StopLogging}, which takes what is
 *       left in it and never waits for the backend.
 *   <li>Lines that came in pieces are whole again. A line that is not ended when its FIFO is, and one that is too long, is
 *       delivered in parts, marked as partial.
 *   <li>What the backend has not stored yet waits in memory, then on the disk; then it is dropped, and counted: {@link
 *       #counts}. A backend that fails is asked again until it succeeds, each container by itself.
 *   <li>An entry that cannot be read is passed over. One that is said to be larger than {@link
 *       dev.jackplug.protocol.log.LogFrames#LIMIT} ends the log of its FIFO, which is still read so that the container
 *       goes on.
 *   <li>{@code ReadLogs} honours since, until, tail and follow, whatever the backend does of it; before it begins, it waits
 *       for the backend to store what was taken, within {@link LogLimits#settle}.
 *   <li>Which FIFOs are open is noted on the disk, and {@link #open} goes on with them: hosts do not say it again. Of an
 *       entry that a killed process had half read, the rest is passed over; what waited for the backend then is lost.
 *       What cannot be opened then is tried again at the next {@code open}, unless it is gone.
 *   <li>A FIFO that a killed host has left behind is let go of when the container is started again.
 * </ul>
 *
 * <p>Safe for many threads. Every container has a thread for its FIFO, and one for its backend.
 */
public final class LogCollector implements LogDriver, AutoCloseable {

    /** Where dockerd makes its FIFOs (protocol §4.5). */
    public static final Path DOCKER = Path.of("/run/docker/logging");

    private static final Logger LOG = System.getLogger(LogCollector.class.getName());

    private final Folder lock;
    private final Path fifos;
    private final Path waiting;
    private final OpenFifos open;
    private final LogBackend backend;
    private final LogLimits limits;
    private final ConcurrentMap<String, Reading> readings = new ConcurrentHashMap<>();
    private final Map<String, ContainerLog> containers = new HashMap<>();
    private LogCounts finished = LogCounts.NONE;

    /** A FIFO that is being read. */
    private record Reading(FifoReader reader, String container) {}

    private LogCollector(Folder lock, Path folder, Path fifos, LogBackend backend, LogLimits limits)
            throws IOException {
        this.lock = lock;
        this.fifos = fifos;
        this.waiting = emptied(folder.resolve("waiting"));
        this.open = new OpenFifos(folder.resolve("fifos"));
        this.backend = backend;
        this.limits = limits;
    }

    /** Opens a collector of what dockerd writes. */
    public static LogCollector open(Path folder, LogBackend backend) {
        return open(folder, DOCKER, backend, LogLimits.DEFAULT);
    }

    /**
     * Opens a collector, and goes on with the FIFOs that the last one had open.
     *
     * @param folder of this collector alone, and locked until it is closed; made if it is not there
     * @param fifos the folder in which hosts make their FIFOs; any other is refused
     * @throws IllegalStateException if another collector has the folder open, here or in another process
     * @throws UncheckedIOException if the folder cannot be used
     */
    public static LogCollector open(Path folder, Path fifos, LogBackend backend, LogLimits limits) {
        try {
            return locked(Folder.open("log collector", folder), folder.toAbsolutePath(), fifos, backend, limits);
        } catch (IOException e) {
            throw new UncheckedIOException("the log collector in " + folder + " cannot be opened", e);
        }
    }

    private static LogCollector locked(Folder lock, Path folder, Path fifos, LogBackend backend, LogLimits limits)
            throws IOException {
        try {
            LogCollector collector = new LogCollector(lock, folder, fifos, backend, limits);
            collector.open.all().forEach(collector::resume);
            return collector;
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /** Of no use any more: what waited for the backend of a process that was killed. */
    private static Path emptied(Path folder) throws IOException {
        try (var files = Files.list(Folder.ownersAlone(folder))) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        return folder;
    }

    private void resume(Known known) {
        try {
            Fifo fifo = Fifo.open(fifos, known.request().file());
            FifoReader reader = read(fifo, known.request(), known.note(), true);
            if (reader != null) {
                reader.abandon();
            }
        } catch (DriverException e) {
            unread(known, e);
        }
    }

    /** A FIFO that is there has a container, which stands still until somebody reads it: it stays known. */
    private void unread(Known known, DriverException reason) {
        if (Fifo.gone(known.request().file())) {
            LOG.log(Level.INFO, "a log pipe is gone: {0}", reason.getMessage());
            open.remove(known.note());
        } else {
            LOG.log(Level.WARNING, "{0}; it is tried again at the next start", reason.getMessage());
        }
    }

    @Override
    public CapabilitiesReply capabilities() {
        return backend.readsLogs() ? CapabilitiesReply.READS_LOGS : CapabilitiesReply.TAKES_ONLY;
    }

    @Override
    public void startLogging(StartLoggingRequest request) {
        if (readings.containsKey(request.file())) {
            return;
        }
        backend.check(request.info());
        Fifo fifo = Fifo.open(fifos, request.file());
        String container = request.info().containerId();
        List<FifoReader> earlier = readings.values().stream()
                .filter(reading -> reading.container().equals(container))
                .map(Reading::reader)
                .toList();
        read(fifo, request, noted(fifo, request), false);
        earlier.forEach(FifoReader::abandon);
    }

    private Path noted(Fifo fifo, StartLoggingRequest request) {
        try {
            return open.add(request);
        } catch (IOException e) {
            closed(fifo);
            throw new DriverException("the plugin cannot note that it reads " + request.file() + ": " + e);
        }
    }

    /** Begins to read; null when another call has done so in the meantime. */
    private @Nullable FifoReader read(Fifo fifo, StartLoggingRequest request, Path note, boolean goingOn) {
        ContainerLog log = acquire(request.info());
        FifoReader reader =
                new FifoReader(fifo, request.file(), log.backlog(), limits, goingOn, () -> forget(request, note));
        if (readings.putIfAbsent(
                        request.file(), new Reading(reader, request.info().containerId()))
                != null) {
            log.backlog().released();
            closed(fifo);
            open.remove(note);
            return null;
        }
        reader.start();
        return reader;
    }

    private static void closed(Fifo fifo) {
        try {
            fifo.close();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "a log pipe could not be closed", e);
        }
    }

    private void forget(StartLoggingRequest request, Path note) {
        open.remove(note);
        readings.remove(request.file());
    }

    @Override
    public void stopLogging(StopLoggingRequest request) {
        Reading reading = readings.get(request.file());
        if (reading != null) {
            reading.reader().stop(limits.stop());
        }
    }

    @Override
    public LogStream readLogs(ReadLogsRequest request) {
        if (!backend.readsLogs()) {
            throw new MethodNotImplementedException();
        }
        Backlog live = live(request.info().containerId());
        if (live != null) {
            settle(live);
        }
        return Shown.open(backend, request, live, limits);
    }

    private void settle(Backlog live) {
        try {
            live.awaitDelivered(limits.settle());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DriverException("the plugin is stopping");
        }
    }

    private @Nullable Backlog live(String container) {
        synchronized (containers) {
            ContainerLog log = containers.get(container);
            return log == null ? null : log.backlog();
        }
    }

    private ContainerLog acquire(Info info) {
        synchronized (containers) {
            ContainerLog log = containers.get(info.containerId());
            if (log == null) {
                Backlog backlog =
                        new Backlog(limits, waiting.resolve(UUID.randomUUID().toString()));
                log = new ContainerLog(backend, info, backlog, limits, this::retired);
                containers.put(info.containerId(), log);
            }
            log.seen(info);
            log.backlog().opened();
            log.start();
            return log;
        }
    }

    /** Whether a log is over; not when the container was started again while the backend closed it. */
    private boolean retired(ContainerLog log) {
        synchronized (containers) {
            if (!log.backlog().idle()) {
                return false;
            }
            finished = finished.plus(log.backlog().counts());
            containers.remove(log.id());
            return true;
        }
    }

    /** What became of all entries since this collector was opened. */
    public LogCounts counts() {
        synchronized (containers) {
            return containers.values().stream()
                    .map(log -> log.backlog().counts())
                    .reduce(finished, LogCounts::plus);
        }
    }

    /**
     * Stops reading, and hands what waits to the backend, within {@link LogLimits#stop}; what is then left is given up,
     * counted as dropped, and named in the log. What is still in the FIFOs is for the next collector, which may be opened
     * then. Close the server first. Repeating it does nothing.
     */
    @Override
    public void close() {
        long end = System.nanoTime() + limits.stop().toNanos();
        List<Reading> open = List.copyOf(readings.values());
        open.forEach(reading -> reading.reader().leave());
        open.forEach(reading -> reading.reader().awaitEnd(left(end)));
        List<ContainerLog> logs;
        synchronized (containers) {
            logs = List.copyOf(containers.values());
        }
        logs.forEach(log -> log.awaitEnd(left(end)));
        logs.forEach(ContainerLog::giveUp);
        unlock();
    }

    private void unlock() {
        try {
            lock.close();
        } catch (IOException e) {
            LOG.log(Level.WARNING, "the folder of the log collector stays locked until this process ends", e);
        }
    }

    private static Duration left(long end) {
        return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
    }
}
