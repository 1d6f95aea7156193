package dev.jackplug.host;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** Pauses that pass at once and are written down. */
final class VirtualTime implements Pauses {

    private final AtomicLong now = new AtomicLong();
    private final List<Long> pauses = new CopyOnWriteArrayList<>();
    private final Map<Integer, Runnable> events = new ConcurrentHashMap<>();

    /** Has something happen during the pause with this number, counted from 1. */
    void during(int pause, Runnable event) {
        events.put(pause, event);
    }

    /** The pauses so far, in seconds. */
    List<Long> seconds() {
        return pauses;
    }

    @Override
    public long nanoTime() {
        return now.get();
    }

    @Override
    public boolean pause(Duration duration) {
        pauses.add(duration.toSeconds());
        events.getOrDefault(pauses.size(), () -> {}).run();
        now.addAndGet(duration.toNanos());
        return false;
    }

    @Override
    public void close() {}
}
