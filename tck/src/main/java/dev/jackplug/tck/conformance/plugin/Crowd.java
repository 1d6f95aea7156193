package dev.jackplug.tck.conformance.plugin;

import dev.jackplug.protocol.Manifest;
import dev.jackplug.tck.internal.Violation;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/**
 * Many at once.
 *
 * @param size how many
 */
record Crowd(int size) {

    /** What one of them does. */
    interface Deed {
        Heard run(int number) throws IOException;
    }

    static Crowd of(int size) {
        return new Crowd(size);
    }

    /** Each asks on a connection of its own, and none hangs up before all were answered. */
    String ask(Subject plugin) throws IOException {
        CountDownLatch answered = new CountDownLatch(size);
        run(number -> {
            try (Talk talk = plugin.open()) {
                Heard heard = talk.call(Manifest.ACTIVATE, "").succeeded();
                answered.countDown();
                answered.await(plugin.settings().limit().toNanos(), TimeUnit.NANOSECONDS);
                return heard;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted");
            }
        });
        return size + " connections at once, each with POST /Plugin.Activate -> 200";
    }

    /** What all of them hear, in the order of their numbers; throws what the first of them throws that fails. */
    List<Heard> run(Deed deed) throws IOException {
        List<FutureTask<Heard>> tasks = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            int number = i;
            tasks.add(new FutureTask<>(() -> deed.run(number)));
            Thread thread = new Thread(tasks.get(i), "jackplug-crowd-" + i);
            thread.setDaemon(true);
            thread.start();
        }
        List<Heard> heard = new ArrayList<>();
        for (FutureTask<Heard> task : tasks) {
            heard.add(result(task));
        }
        return heard;
    }

    /** Bounded because each exchange is. */
    private static Heard result(FutureTask<Heard> task) throws IOException {
        try {
            return task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException silence) {
                throw silence;
            }
            if (e.getCause() instanceof Violation violation) {
                throw violation;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
