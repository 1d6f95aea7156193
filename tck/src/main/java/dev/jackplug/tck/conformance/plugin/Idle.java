package dev.jackplug.tck.conformance.plugin;

import dev.jackplug.protocol.Manifest;
import dev.jackplug.tck.internal.NotJudged;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A connection on which one request was answered, and on which nothing is said until it is older than hosts let one be. */
final class Idle implements AutoCloseable {

    /** Moby keeps an idle connection for 30 s. */
    private static final Duration AGE = Duration.ofSeconds(31);

    private final Talk talk;
    private final boolean kept;
    private final long since = System.nanoTime();

    private Idle(Talk talk, boolean kept) {
        this.talk = talk;
        this.kept = kept;
    }

    static Idle begin(Talk talk) throws IOException {
        try {
            talk.call(Manifest.ACTIVATE, "");
            return new Idle(talk, talk.reusable());
        } catch (IOException e) {
            talk.close();
            throw e;
        }
    }

    /** Waits until the connection is old enough, and asks again. */
    Heard asksAgain() throws IOException {
        if (!kept) {
            throw new NotJudged("it closes the connection after each answer, and says so");
        }
        try {
            TimeUnit.NANOSECONDS.sleep(AGE.toNanos() - (System.nanoTime() - since));
            return talk.call(Manifest.ACTIVATE, "");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    @Override
    public void close() {
        try {
            talk.close();
        } catch (IOException e) {
            // It is over, one way or the other.
        }
    }
}
