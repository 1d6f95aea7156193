package dev.jackplug.host;

import dev.jackplug.host.Exchanges.Exchange;
import dev.jackplug.internal.http.HttpRequest;
import dev.jackplug.internal.json.Json;
import dev.jackplug.internal.socket.Deadline;
import dev.jackplug.internal.socket.Deadlines;
import dev.jackplug.protocol.Caller;
import dev.jackplug.protocol.PluginException;
import dev.jackplug.protocol.RawJson;
import dev.jackplug.protocol.Subsystem;
import dev.jackplug.protocol.Target;
import dev.jackplug.protocol.Unary;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/**
 * Calls a plugin by method names, for subsystems nobody here has heard of: moby's Call, Stream and SendFile (protocol
 * §3.2). Blocking; safe for many threads. Interrupting a thread that waits ends its call.
 *
 * <p>Messages are records, {@link java.util.Map}, {@link java.util.List}, {@link Object}, or {@link RawJson} for text as it
 * is. A reply with a non-empty {@code Err} is a failure under any status.
 */
public final class PluginClient {

    private final Target plugin;
    private final Exchanges exchanges;
    private final Deadlines deadlines;
    private final Limits limits;
    private final Duration override;

    PluginClient(Target plugin, Exchanges exchanges, Deadlines deadlines, Limits limits) {
        this(plugin, exchanges, deadlines, limits, Duration.ZERO);
    }

    private PluginClient(Target plugin, Exchanges exchanges, Deadlines deadlines, Limits limits, Duration override) {
        this.plugin = plugin;
        this.exchanges = exchanges;
        this.deadlines = deadlines;
        this.limits = limits;
        this.override = override;
    }

    /** A client of the same plugin whose every call has this limit, in place of that of contract or host. */
    public PluginClient within(Duration limit) {
        return new PluginClient(plugin, exchanges, deadlines, limits, Limits.positive("limit", limit));
    }

    /**
     * Calls a method and waits for its reply. A request that may have run is never sent again.
     *
     * @param method such as {@code VolumeDriver.Get}, with or without a leading slash
     * @throws PluginException if there is no reply, or it is a failure
     * @throws IllegalArgumentException if the method is no name of a method, or a type cannot be a message
     */
    public <R> R call(String method, Object request, Class<R> reply) {
        return call(method, Json.write(request), reply, Subsystem.ERR, limit(Duration.ZERO), false);
    }

    /** Calls a method that takes nothing: the body is empty. Otherwise as {@link #call(String, Object, Class)}. */
    public <R> R call(String method, Class<R> reply) {
        return call(method, new byte[0], reply, Subsystem.ERR, limit(Duration.ZERO), false);
    }

    /**
     * Calls a method and returns its answer while it comes in. The call's limit covers the time up to the first byte; from
     * then on {@link Limits#streamIdle} counts.
     *
     * @return the body, which the caller closes; closing early drops the connection
     * @throws PluginException if the answer is a failure
     */
    public InputStream stream(String method, Object request) {
        Target target = plugin.at(name(method));
        Deadline deadline = deadlines.start(limit(Duration.ZERO));
        Exchange exchange = exchanges.send(
                new Exchanges.Call(target, HttpRequest.of(path(method), Json.write(request)), false), deadline);
        try {
            Answers.checkSuccess(target, exchange.answer(), limits.answerBytes());
            exchange.unlimited();
            return new PluginStream(exchange, limits.streamIdle());
        } catch (IOException e) {
            exchange.close();
            throw exchange.failure(e);
        } catch (RuntimeException | Error e) {
            exchange.close();
            throw e;
        }
    }

    /**
     * Sends a body of any length in chunks and waits for the reply. The limit runs anew whenever a piece of the body has
     * been taken. Goes over a connection of its own and is never sent again.
     *
     * @param body read to its end, not closed
     * @throws PluginException if there is no reply, or it is a failure; a {@link
     *     dev.jackplug.protocol.TransportException} if {@code body} cannot be read
     */
    public <R> R sendFile(String method, InputStream body, Class<R> reply) {
        Deadline deadline = deadlines.start(limit(Duration.ZERO));
        HttpRequest request = HttpRequest.upload(path(method), new Progress(body, deadline));
        Target target = plugin.at(name(method));
        try {
            return call(new Exchanges.Call(target, request, false), deadline, reply, Subsystem.ERR);
        } catch (Unreadable e) {
            throw Failures.unreadable(target, e.problem);
        }
    }

    /** A caller for typed drivers of one subsystem. */
    Caller caller(String errorKey) {
        return new Caller() {
            @Override
            public <Q, R> R call(Unary<?, Q, R> method, Q request) {
                return PluginClient.this.call(
                        method.name(),
                        Json.write(request),
                        method.reply(),
                        errorKey,
                        limit(method.limit()),
                        method.repeatable());
            }
        };
    }

    private <R> R call(
            String method, byte[] body, Class<R> reply, String errorKey, Duration limit, boolean repeatable) {
        HttpRequest request = HttpRequest.of(path(method), body);
        Exchanges.Call call = new Exchanges.Call(plugin.at(name(method)), request, repeatable);
        return call(call, deadlines.start(limit), reply, errorKey);
    }

    private <R> R call(Exchanges.Call call, Deadline deadline, Class<R> reply, String errorKey) {
        try (Exchange exchange = exchanges.send(call, deadline)) {
            try {
                return Answers.decode(call.target(), exchange.answer(), reply, errorKey, limits.answerBytes());
            } catch (IOException e) {
                throw exchange.failure(e);
            }
        }
    }

    private Duration limit(Duration row) {
        return !override.isZero() ? override : !row.isZero() ? row : limits.call();
    }

    private static String path(String method) {
        if (method.isEmpty() || !method.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
            throw new IllegalArgumentException("method \"" + method.replaceAll("\\p{Cntrl}", "?")
                    + "\" is no name of a method; it looks like VolumeDriver.List");
        }
        return method.startsWith("/") ? method : "/" + method;
    }

    private static String name(String method) {
        return method.startsWith("/") ? method.substring(1) : method;
    }

    /** A body whose every piece is a sign of life. */
    private static final class Progress extends InputStream {

        private final InputStream body;
        private final Deadline deadline;

        Progress(InputStream body, Deadline deadline) {
            this.body = body;
            this.deadline = deadline;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            try {
                int count = body.read(bytes, offset, length);
                deadline.restart();
                return count;
            } catch (IOException e) {
                throw new Unreadable(e);
            }
        }
    }

    /** The caller's own source failed. Unchecked, so that nobody takes it for a failure of the connection. */
    private static final class Unreadable extends RuntimeException {

        private final transient IOException problem;

        Unreadable(IOException problem) {
            super(problem);
            this.problem = problem;
        }
    }
}
