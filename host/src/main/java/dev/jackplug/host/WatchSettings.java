package dev.jackplug.host;

import java.time.Duration;

/**
 * How a host watches its registry. Immutable. A duration is positive; longer than a hundred years is a hundred years.
 *
 * @param rescan how long it goes without a look when no event comes: the net below the events of the file system
 * @param poll how often it looks when there are no events, because the registry has no directories or they cannot be
 *     watched
 */
public record WatchSettings(Duration rescan, Duration poll) {

    /** A look every 30 seconds at least; every second where there are no events. */
    public static final WatchSettings DEFAULTS = new WatchSettings(Duration.ofSeconds(30), Duration.ofSeconds(1));

    public WatchSettings {
        rescan = Limits.positive("rescan", rescan);
        poll = Limits.positive("poll", poll);
    }
}
