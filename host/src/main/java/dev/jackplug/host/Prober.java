package dev.jackplug.host;

import dev.jackplug.internal.socket.Deadlines;
import dev.jackplug.protocol.PluginException;
import dev.jackplug.protocol.PluginName;
import dev.jackplug.protocol.Target;
import dev.jackplug.protocol.UnavailableException;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Asks many plugins side by side, within one budget. Runs on the caller's executor, or on {@link ProbeThreads}. */
final class Prober implements AutoCloseable {

    private final @Nullable Executor given;
    private final ProbeThreads own;
    private final Pauses pauses;

    Prober(@Nullable Executor given, Pauses pauses, Deadlines deadlines) {
        this.given = given;
        this.own = new ProbeThreads(deadlines);
        this.pauses = pauses;
    }

    /**
     * Asks each plugin, and returns those that had not answered, well or badly, when the budget was spent.
     *
     * @param end of the budget, as {@link Pauses#nanoTime} reads then
     */
    Set<PluginName> probe(Collection<PluginName> plugins, Consumer<PluginName> question, long end) {
        Set<PluginName> open = ConcurrentHashMap.newKeySet();
        open.addAll(plugins);
        CountDownLatch answers = new CountDownLatch(open.size());
        for (PluginName plugin : Set.copyOf(open)) {
            execute(() -> {
                try {
                    question.accept(plugin);
                } catch (RuntimeException e) {
                    // A failure is an answer too; the plugin's state holds it.
                } finally {
                    open.remove(plugin);
                    answers.countDown();
                }
            });
        }
        try {
            answers.await(end - pauses.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Set.copyOf(open);
    }

    /** Does something that may take its time; what goes wrong is for the plugin's state to hold. */
    void submit(Runnable work) {
        execute(() -> {
            try {
                work.run();
            } catch (PluginException e) {
                // As said: its state holds it.
            }
        });
    }

    private void execute(Runnable work) {
        try {
            (given == null ? own : given).execute(work);
        } catch (RejectedExecutionException e) {
            throw given == null
                    ? Failures.closed(Target.NONE)
                    : new UnavailableException(
                            Target.NONE, "the executor of the host takes no more work", "Hand in one that does");
        }
    }

    @Override
    public void close() {
        own.close();
    }
}
