package dev.jackplug.sdk.volume;

import dev.jackplug.protocol.DriverException;
import dev.jackplug.sdk.Call;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** Lets one at a time work on a volume, and others on other volumes. */
final class Turns {

    /** Without a server behind it, as in a test: less than any host waits. */
    private static final Duration PATIENCE = Duration.ofSeconds(50);

    private static final class Turn {
        private final ReentrantLock lock = new ReentrantLock(true);
        private int users;
    }

    private final Map<String, Turn> turns = new ConcurrentHashMap<>();

    /** The lock is one volume's own: what waits behind a backend that hangs is requests for the same volume alone. */
    <T> T take(String name, Supplier<T> work) {
        Turn turn = turns.compute(name, (same, old) -> {
            Turn mine = old == null ? new Turn() : old;
            mine.users++;
            return mine;
        });
        try {
            await(name, turn);
            try {
                return work.get();
            } finally {
                turn.lock.unlock();
            }
        } finally {
            turns.computeIfPresent(name, (same, mine) -> --mine.users == 0 ? null : mine);
        }
    }

    private static void await(String name, Turn turn) {
        Duration left = Call.current().map(Call::left).orElse(PATIENCE);
        Duration patience = left.compareTo(PATIENCE) < 0 ? left : PATIENCE;
        try {
            if (turn.lock.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new DriverException("volume \"" + name + "\" is busy with another request; try again");
    }
}
