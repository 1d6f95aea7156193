package dev.jackplug.sdk.volume;

import dev.jackplug.protocol.DriverException;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * One call after the other for each volume, none waiting for another volume. The lock of a volume is held while its backend
 * works: that is the promise to the backend. Nothing is held for all volumes, and no wait is longer than the patience.
 */
final class VolumeTurns {

    /** The lock of one volume, there as long as somebody holds it or waits for it. */
    private static final class Turn {

        private final ReentrantLock lock = new ReentrantLock(true);
        private volatile String work = "another call";
        private int wanted;
    }

    private final ConcurrentMap<String, Turn> turns = new ConcurrentHashMap<>();
    private final Duration patience;

    VolumeTurns(Duration patience) {
        this.patience = patience;
    }

    void run(String volume, String work, Runnable action) {
        answer(volume, work, () -> {
            action.run();
            return volume;
        });
    }

    <T> T answer(String volume, String work, Supplier<T> action) {
        Turn turn = turns.compute(volume, (name, there) -> {
            Turn one = there == null ? new Turn() : there;
            one.wanted++;
            return one;
        });
        try {
            await(turn, volume);
            try {
                turn.work = work;
                return action.get();
            } finally {
                turn.lock.unlock();
            }
        } finally {
            turns.computeIfPresent(volume, (name, one) -> --one.wanted == 0 ? null : one);
        }
    }

    private void await(Turn turn, String volume) {
        try {
            if (!turn.lock.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new DriverException("volume " + VolumeNames.quoted(volume) + " is busy: " + turn.work
                        + " has not come to an end within " + patience.toSeconds() + " s; try again later");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DriverException("the plugin is stopping");
        }
    }
}
