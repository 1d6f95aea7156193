package dev.jackplug.cli.verify.mutants;

import dev.jackplug.protocol.log.Info;
import dev.jackplug.protocol.log.LogEntry;
import dev.jackplug.protocol.log.LogStream;
import dev.jackplug.protocol.log.ReadConfig;
import dev.jackplug.sdk.log.LogBackend;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keeps entries in memory. Safe for many threads. */
final class MemoryLogs implements LogBackend {

    private final Map<String, List<LogEntry>> entries = new HashMap<>();

    @Override
    public synchronized void append(Info info, List<LogEntry> more) {
        entries.computeIfAbsent(info.containerId(), id -> new ArrayList<>()).addAll(more);
    }

    @Override
    public boolean readsLogs() {
        return true;
    }

    @Override
    public LogStream read(Info info, ReadConfig wanted) {
        return new LogStream() {
            private int next;

            @Override
            public Optional<LogEntry> next() {
                return at(info.containerId(), next).map(entry -> {
                    next++;
                    return entry;
                });
            }
        };
    }

    private synchronized Optional<LogEntry> at(String container, int index) {
        List<LogEntry> all = entries.getOrDefault(container, List.of());
        return index < all.size() ? Optional.of(all.get(index)) : Optional.empty();
    }
}
