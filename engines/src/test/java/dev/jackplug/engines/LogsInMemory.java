package dev.jackplug.engines;

import dev.jackplug.protocol.log.Info;
import dev.jackplug.protocol.log.LogEntry;
import dev.jackplug.protocol.log.LogStream;
import dev.jackplug.protocol.log.ReadConfig;
import dev.jackplug.sdk.log.LogBackend;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Logs that are kept as long as the plugin lives. */
final class LogsInMemory implements LogBackend {
    private final Map<String, List<LogEntry>> logs = new ConcurrentHashMap<>();

    private List<LogEntry> of(Info info) {
        return logs.computeIfAbsent(info.containerId(), any -> new CopyOnWriteArrayList<>());
    }

    @Override
    public void append(Info info, List<LogEntry> entries) {
        of(info).addAll(entries);
    }

    @Override
    public boolean readsLogs() {
        return true;
    }

    @Override
    public LogStream read(Info info, ReadConfig wanted) {
        List<LogEntry> log = of(info);
        AtomicInteger read = new AtomicInteger();
        return () -> read.get() < log.size() ? Optional.of(log.get(read.getAndIncrement())) : Optional.empty();
    }
}
