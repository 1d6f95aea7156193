package dev.jackplug.host.network;

import dev.jackplug.protocol.DriverException;
import dev.jackplug.protocol.MethodNotImplementedException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;

/** What has to be taken back when a later step fails, the last step first. For one thread. */
final class Undo {

    private final Deque<Runnable> steps = new ArrayDeque<>();

    /** Remembers how something that was done is taken back. */
    void add(Runnable back) {
        steps.push(back);
    }

    /**
     * Takes a step, and remembers how it is taken back. What a plugin has refused has not happened; after any other failure
     * it may have, so that it is taken back too.
     */
    <T> T step(Supplier<T> step, Runnable back) {
        try {
            T result = step.get();
            add(back);
            return result;
        } catch (DriverException | MethodNotImplementedException refused) {
            throw refused;
        } catch (RuntimeException unknown) {
            add(back);
            throw unknown;
        }
    }

    /** Does something in steps. When it fails every step is taken back, whatever goes wrong with that, and the failure is thrown. */
    <T> T onFailureOf(Supplier<T> work) {
        try {
            return work.get();
        } catch (RuntimeException | Error failure) {
            steps.forEach(back -> {
                try {
                    back.run();
                } catch (RuntimeException again) {
                    failure.addSuppressed(again);
                }
            });
            throw failure;
        }
    }
}
