package dev.jackplug.tck;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Everything received so far, in order. Safe for use by many threads. */
final class Journal {

    private final List<Received> entries = new ArrayList<>();

    synchronized void add(Received request) {
        entries.add(request);
        notifyAll();
    }

    synchronized List<Received> all() {
        return List.copyOf(entries);
    }

    synchronized List<Received> of(String method) {
        return entries.stream()
                .filter(request -> request.method().equals(method))
                .toList();
    }

    synchronized List<Received> await(String method, int count, Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        while (of(method).size() < count) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                throw new AssertionError("expected %d requests of %s within %s, got %d; received so far: %s"
                        .formatted(count, method, limit, of(method).size(), summary()));
            }
            pause(left);
        }
        return of(method);
    }

    private List<String> summary() {
        return entries.stream()
                .map(request -> request.requestLine() + " on connection " + request.connection())
                .toList();
    }

    private void pause(long nanoseconds) {
        try {
            TimeUnit.NANOSECONDS.timedWait(this, Math.max(nanoseconds, 1_000_000));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for requests", interrupted);
        }
    }
}
