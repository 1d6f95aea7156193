package dev.jackplug.host;

import dev.jackplug.internal.socket.Sockets;
import dev.jackplug.protocol.DeadlineException;
import dev.jackplug.protocol.PluginException;
import dev.jackplug.protocol.Target;
import dev.jackplug.protocol.TransportException;
import dev.jackplug.protocol.UntrustedException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;

/** Tries again, with pauses, what failed in a way that may pass. */
final class Repeater {

    private final Pauses pauses;

    Repeater(Pauses pauses) {
        this.pauses = pauses;
    }

    /**
     * Attempts something until it succeeds, fails for good, or the backoff of its failure is spent.
     *
     * @param backoff how long to go on after this kind of failure; {@link Backoff#NONE} to give up
     */
    <T> T attempt(Target target, Function<PluginException, Backoff> backoff, Supplier<T> work) {
        long start = pauses.nanoTime();
        for (int repeat = 0; ; repeat++) {
            try {
                return work.get();
            } catch (PluginException e) {
                Backoff mine = backoff.apply(e);
                Duration pause = mine.pause(repeat);
                if (mine.spent(Duration.ofNanos(pauses.nanoTime() - start), pause)) {
                    throw e;
                }
                pause(target, pause);
            }
        }
    }

    /** Waits, unless the host is closed or the thread interrupted meanwhile. */
    void pause(Target target, Duration duration) {
        try {
            if (pauses.pause(duration)) {
                throw Failures.closed(target);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failures.interrupted(target, false, e);
        }
    }

    /** Whether the connection failed, in whatever way, TLS included: what moby repeats a call for. */
    static boolean transportFailed(PluginException e) {
        boolean interrupted =
                e.getCause() instanceof ClosedByInterruptException || e.getCause() instanceof InterruptedException;
        boolean failed =
                e instanceof TransportException || e instanceof DeadlineException || e instanceof UntrustedException;
        return failed && !interrupted;
    }

    /** Whether nobody listened. */
    static boolean refused(PluginException e) {
        return e instanceof TransportException transport
                && !transport.mayHaveRun()
                && Sockets.refused(transport.getCause());
    }
}
