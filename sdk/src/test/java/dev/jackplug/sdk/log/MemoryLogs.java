package dev.jackplug.sdk.log;

import dev.jackplug.protocol.log.Info;
import dev.jackplug.protocol.log.LogEntry;
import dev.jackplug.protocol.log.LogStream;
import dev.jackplug.protocol.log.ReadConfig;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** A backend that keeps entries in memory, and is stuck or fails when a test says so. */
class MemoryLogs implements LogBackend {

    private final Map<String, List<LogEntry>> entries = new HashMap<>();
    private final List<String> closed = new ArrayList<>();
    private int failures;
    private CountDownLatch gate = new CountDownLatch(0);
    private CountDownLatch reached = new CountDownLatch(1);

    /** From now on it takes no entry until the latch is down. */
    synchronized CountDownLatch stuck() {
        gate = new CountDownLatch(1);
        reached = new CountDownLatch(1);
        return gate;
    }

    /** Waits until somebody is stuck. */
    void awaitStuck() throws InterruptedException {
        CountDownLatch latch;
        synchronized (this) {
            latch = reached;
        }
        latch.await();
    }

    /** So many of the next calls fail. */
    synchronized void failing(int times) {
        failures = times;
    }

    synchronized boolean failed() {
        return failures == 0;
    }

    @Override
    public void append(Info info, List<LogEntry> more) throws IOException {
        CountDownLatch now;
        synchronized (this) {
            now = gate;
            if (now.getCount() > 0) {
                reached.countDown();
            }
        }
        try {
            now.await();
        } catch (InterruptedException e) {
            throw new IOException("interrupted", e);
        }
        synchronized (this) {
            if (failures > 0 && failures-- > 0) {
                throw new IOException("the store is away");
            }
            entries.computeIfAbsent(info.containerId(), id -> new ArrayList<>()).addAll(more);
        }
    }

    @Override
    public synchronized void close(Info info) {
        closed.add(info.containerId());
    }

    synchronized List<String> closed() {
        return List.copyOf(closed);
    }

    synchronized List<LogEntry> of(String container) {
        return List.copyOf(entries.getOrDefault(container, List.of()));
    }

    List<String> texts(String container) {
        return of(container).stream().map(LogEntry::text).toList();
    }

    synchronized void put(String container, List<LogEntry> all) {
        entries.put(container, new ArrayList<>(all));
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
                List<LogEntry> now = of(info.containerId());
                return next < now.size() ? Optional.of(now.get(next++)) : Optional.empty();
            }
        };
    }
}
