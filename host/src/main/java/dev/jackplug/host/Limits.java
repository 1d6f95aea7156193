package dev.jackplug.host;

import dev.jackplug.internal.socket.Deadline;
import java.time.Duration;

/**
 * What bounds the dealings with a plugin. Immutable; derive with the {@code with} methods. A duration is positive;
 * longer than a hundred years is a hundred years.
 *
 * @param connect how long a connection may take, TLS handshake and host name included
 * @param activation how long the handshake may take, its connection included
 * @param call how long a call may take whose contract row says nothing else
 * @param streamIdle how long a stream may pause; {@link Duration#ZERO} lets it pause for ever
 * @param answerBytes how long an answer may be that is no stream
 * @param callsInFlight how many calls and open streams a plugin may have at once; further ones wait within their limit
 * @param idleConnection how long an unused connection is kept
 */
public record Limits(
        Duration connect,
        Duration activation,
        Duration call,
        Duration streamIdle,
        long answerBytes,
        int callsInFlight,
        Duration idleConnection) {

    /** 5 s, 10 s, 60 s, none, 16 MiB, 64 calls, 30 s. */
    public static final Limits DEFAULTS = new Limits(
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            Duration.ofSeconds(60),
            Duration.ZERO,
            16 * 1024 * 1024,
            64,
            Duration.ofSeconds(30));

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if one is not positive; {@code streamIdle} may be zero
     */
    public Limits {
        connect = positive("connect", connect);
        activation = positive("activation", activation);
        call = positive("call", call);
        streamIdle = streamIdle.isZero() ? streamIdle : positive("streamIdle", streamIdle);
        idleConnection = positive("idleConnection", idleConnection);
        if (answerBytes < 1 || callsInFlight < 1) {
            throw new IllegalArgumentException("answerBytes and callsInFlight must be at least 1");
        }
    }

    /** The value, or a hundred years where it is longer, which can be reckoned with in nanoseconds. */
    static Duration positive(String what, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(what + " is " + value + "; it must be positive");
        }
        return Deadline.bounded(value);
    }

    public Limits withConnect(Duration connect) {
        return new Limits(connect, activation, call, streamIdle, answerBytes, callsInFlight, idleConnection);
    }

    public Limits withActivation(Duration activation) {
        return new Limits(connect, activation, call, streamIdle, answerBytes, callsInFlight, idleConnection);
    }

    public Limits withCall(Duration call) {
        return new Limits(connect, activation, call, streamIdle, answerBytes, callsInFlight, idleConnection);
    }

    public Limits withStreamIdle(Duration streamIdle) {
        return new Limits(connect, activation, call, streamIdle, answerBytes, callsInFlight, idleConnection);
    }

    public Limits withAnswerBytes(long answerBytes) {
        return new Limits(connect, activation, call, streamIdle, answerBytes, callsInFlight, idleConnection);
    }

    public Limits withCallsInFlight(int callsInFlight) {
        return new Limits(connect, activation, call, streamIdle, answerBytes, callsInFlight, idleConnection);
    }

    public Limits withIdleConnection(Duration idleConnection) {
        return new Limits(connect, activation, call, streamIdle, answerBytes, callsInFlight, idleConnection);
    }
}
