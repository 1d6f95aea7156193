package dev.jackplug.sdk;

import dev.jackplug.internal.socket.Deadline;
import java.time.Duration;

/**
 * What a plugin allows its hosts. Lines of a head may have 8 KiB each and there may be 100 of them. Immutable.
 * A duration that is longer than a hundred years is a hundred years.
 *
 * @param connections how many connections are open at once; more wait in the queue of the kernel. 1,024 unless set
 * @param bodyBytes how large the body of a request may be; a larger one is answered with 413. 16 MiB unless set
 * @param request how long a request may take to arrive, then how long the driver may take for it, then how long the host
 *     may take to read the answer; anew for each piece of an upload; a stream is made for as long as its host listens. A
 *     driver that takes longer is interrupted. 3 minutes unless set, longer than hosts wait for anything but layers
 *     (protocol §3.3)
 * @param idle how long a connection may say nothing between two requests. 5 minutes unless set; hosts count on more than
 *     30 seconds (protocol §3.4)
 * @param drain how long requests under way may go on after the plugin was told to stop. 8 seconds unless set, because
 *     dockerd and systemd send SIGKILL after 10 or more
 */
public record ServerLimits(int connections, long bodyBytes, Duration request, Duration idle, Duration drain) {

    /** The numbers above. */
    public static final ServerLimits DEFAULT = new ServerLimits(
            1_024, 16 * 1024 * 1024, Duration.ofMinutes(3), Duration.ofMinutes(5), Duration.ofSeconds(8));

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if one of them would let nothing through
     */
    public ServerLimits {
        if (connections < 1 || bodyBytes < 1) {
            throw new IllegalArgumentException(
                    "connections and bodyBytes must be at least 1, not " + connections + " and " + bodyBytes);
        }
        if (request.isNegative() || request.isZero() || idle.isNegative() || idle.isZero() || drain.isNegative()) {
            throw new IllegalArgumentException("request and idle must be longer than nothing, drain not negative: "
                    + request + ", " + idle + ", " + drain);
        }
        request = Deadline.bounded(request);
        idle = Deadline.bounded(idle);
        drain = Deadline.bounded(drain);
    }

    /** The same with another number of connections. */
    public ServerLimits connections(int connections) {
        return new ServerLimits(connections, bodyBytes, request, idle, drain);
    }

    /** The same with another size of body. */
    public ServerLimits bodyBytes(long bodyBytes) {
        return new ServerLimits(connections, bodyBytes, request, idle, drain);
    }

    /** The same with another time for a request. */
    public ServerLimits request(Duration request) {
        return new ServerLimits(connections, bodyBytes, request, idle, drain);
    }

    /** The same with another time between requests. */
    public ServerLimits idle(Duration idle) {
        return new ServerLimits(connections, bodyBytes, request, idle, drain);
    }

    /** The same with another time for stopping. */
    public ServerLimits drain(Duration drain) {
        return new ServerLimits(connections, bodyBytes, request, idle, drain);
    }

    /** How often limits are looked at: a fraction of the shortest. */
    long tickMillis() {
        long shortest = Math.min(request.toMillis(), idle.toMillis());
        return Math.max(5, Math.min(1_000, shortest / 8));
    }
}
