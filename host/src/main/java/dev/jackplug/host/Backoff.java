package dev.jackplug.host;

import dev.jackplug.internal.socket.Deadline;
import java.time.Duration;

/**
 * How long a host keeps trying, with pauses of 1, 2, 4 ... seconds in between. Immutable. A duration that is
 * longer than a hundred years is a hundred years.
 *
 * @param budget it gives up when the next pause would end at or beyond this time after the first attempt
 * @param longestPause pauses grow no longer than this
 */
public record Backoff(Duration budget, Duration longestPause) {

    /** Tries once. */
    public static final Backoff NONE = new Backoff(Duration.ZERO, Duration.ZERO);

    /** As moby does: after 1, 2, 4 and 8 seconds when attempts fail at once (pkg/plugins/client.go, backoff and abort). */
    public static final Backoff MOBY = new Backoff(Duration.ofSeconds(30), Duration.ofSeconds(30));

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if one is negative
     */
    public Backoff {
        if (budget.isNegative() || longestPause.isNegative()) {
            throw new IllegalArgumentException("budget and longestPause must not be negative");
        }
        budget = Deadline.bounded(budget);
        longestPause = Deadline.bounded(longestPause);
    }

    /** The pause before the repeat with this number, counted from 0. */
    Duration pause(int repeat) {
        Duration doubled = Duration.ofSeconds(1L << Math.min(repeat, 30));
        return doubled.compareTo(longestPause) > 0 ? longestPause : doubled;
    }

    /** Whether it is over: the next pause would use up the budget. */
    boolean spent(Duration elapsed, Duration nextPause) {
        return elapsed.plus(nextPause).compareTo(budget) >= 0;
    }
}
