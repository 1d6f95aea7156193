package dev.jackplug.sdk;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import jdk.net.UnixDomainPrincipal;
import org.jspecify.annotations.Nullable;

/**
 * The request that a driver is working on: who sent it, and how long the server waits for the driver. Immutable.
 *
 * @param method full name of the service method
 * @param peer user and group of the process at the other end of a unix socket, as the kernel saw them when it connected;
 *     empty on TCP and in a {@link Loopback}
 * @param end when the server gives up, on the clock of {@link System#nanoTime}
 */
public record Call(String method, Optional<UnixDomainPrincipal> peer, long end) {

    private static final ThreadLocal<@Nullable Call> CURRENT = new ThreadLocal<>();

    /** The request that this thread answers; empty on a thread that answers none. */
    public static Optional<Call> current() {
        return Optional.ofNullable(CURRENT.get());
    }

    /** How long the server still waits before it interrupts the driver; never negative. */
    public Duration left() {
        return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
    }

    /** Does something as part of this call. */
    <T> T during(Supplier<T> work) {
        Call outer = CURRENT.get();
        CURRENT.set(this);
        try {
            return work.get();
        } finally {
            CURRENT.set(outer); // mostly none; not removed, as the next call by this connection comes on this thread
        }
    }
}
