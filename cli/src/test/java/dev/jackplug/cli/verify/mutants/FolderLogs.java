package dev.jackplug.cli.verify.mutants;

import dev.jackplug.protocol.DriverException;
import dev.jackplug.protocol.log.CapabilitiesReply;
import dev.jackplug.protocol.log.LogDriver;
import dev.jackplug.protocol.log.LogStream;
import dev.jackplug.protocol.log.ReadLogsRequest;
import dev.jackplug.protocol.log.StartLoggingRequest;
import dev.jackplug.protocol.log.StopLoggingRequest;
import dev.jackplug.sdk.log.LogCollector;
import dev.jackplug.sdk.log.LogLimits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** A collector for each folder of FIFOs: a kit makes its own anywhere. */
final class FolderLogs implements LogDriver, AutoCloseable {

    private final Path state;
    private final MemoryLogs backend = new MemoryLogs();
    private final Map<Path, LogCollector> collectors = new HashMap<>();
    private final ConcurrentMap<String, LogCollector> containers = new ConcurrentHashMap<>();

    FolderLogs(Path state) {
        this.state = state;
    }

    @Override
    public CapabilitiesReply capabilities() {
        return CapabilitiesReply.READS_LOGS;
    }

    @Override
    public void startLogging(StartLoggingRequest request) {
        LogCollector collector = collector(request.file());
        collector.startLogging(request);
        containers.put(request.info().containerId(), collector);
    }

    @Override
    public void stopLogging(StopLoggingRequest request) {
        collector(request.file()).stopLogging(request);
    }

    @Override
    public LogStream readLogs(ReadLogsRequest request) {
        LogCollector collector = containers.get(request.info().containerId());
        return (collector == null ? collector(state.resolve("none").toString()) : collector).readLogs(request);
    }

    private synchronized LogCollector collector(String file) {
        Path folder = Path.of(file).getParent();
        if (folder == null || (!folder.equals(state) && Files.notExists(folder))) {
            throw new DriverException("there is no folder of " + file);
        }
        return collectors.computeIfAbsent(
                folder,
                fifos -> LogCollector.open(
                        state.resolve(Integer.toHexString(fifos.hashCode())), fifos, backend, LogLimits.DEFAULT));
    }

    @Override
    public synchronized void close() {
        collectors.values().forEach(LogCollector::close);
    }
}
