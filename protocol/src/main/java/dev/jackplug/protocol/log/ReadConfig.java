package dev.jackplug.protocol.log;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which entries are wanted.
 *
 * @param since none that is older; null means from the beginning, as do Go's zero time and nothing on the wire
 * @param until none that is younger; null means to the end
 * @param tail only so many of the last; a negative number means all, and 0 none
 * @param follow whether to go on with those to come, until the container's output ends
 */
public record ReadConfig(@Nullable Instant since, @Nullable Instant until, int tail, boolean follow) {

    /** Everything there is. */
    public static final ReadConfig ALL = new ReadConfig(null, null, -1, false);

    /** The same, but none older than this. */
    public ReadConfig since(Instant since) {
        return new ReadConfig(since, until, tail, follow);
    }

    /** The same, but none younger than this. */
    public ReadConfig until(Instant until) {
        return new ReadConfig(since, until, tail, follow);
    }

    /** The same, but only so many of the last. */
    public ReadConfig tail(int tail) {
        return new ReadConfig(since, until, tail, follow);
    }

    /** The same, and those to come. */
    public ReadConfig following() {
        return new ReadConfig(since, until, tail, true);
    }
}
