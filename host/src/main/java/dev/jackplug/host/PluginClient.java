package dev.jackplug.host;

import static dev.jackplug.host.Repeater.transportFailed;

import dev.jackplug.host.Activation.Live;
import dev.jackplug.host.Exchanges.Exchange;
import dev.jackplug.internal.http.HttpRequest;
import dev.jackplug.internal.json.Json;
import dev.jackplug.internal.socket.Deadline;
import dev.jackplug.internal.socket.Deadlines;
import dev.jackplug.protocol.Caller;
import dev.jackplug.protocol.Download;
import dev.jackplug.protocol.PluginException;
import dev.jackplug.protocol.PluginNotFoundException;
import dev.jackplug.protocol.Printable;
import dev.jackplug.protocol.RawJson;
import dev.jackplug.protocol.ServiceMethod;
import dev.jackplug.protocol.Subsystem;
import dev.jackplug.protocol.Target;
import dev.jackplug.protocol.Unary;
import dev.jackplug.protocol.Upload;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Calls a plugin by method names, for subsystems nobody here has heard of: moby's Call, Stream and SendFile (protocol
 * §3.2). Blocking; safe for many threads. Interrupting a thread that waits ends its call.
 *
 * <p>Messages are records, {@link java.util.Map}, {@link java.util.List}, {@link Object}, or {@link RawJson} for text as it
 * is. A reply with a non-empty {@code Err} is a failure under any status.
 */
public final class PluginClient {

    private final Activation activation;
    private final Deadlines deadlines;
    private final Limits limits;
    private final Settings settings;
    private final Repeater repeater;
    private final Duration override;

    PluginClient(Activation activation, Deadlines deadlines, Limits limits, Settings settings) {
        this.activation = activation;
        this.deadlines = deadlines;
        this.limits = limits;
        this.settings = settings;
        this.repeater = new Repeater(settings.pauses());
        this.override = Duration.ZERO;
    }

    private PluginClient(PluginClient other, Duration override) {
        this.activation = other.activation;
        this.deadlines = other.deadlines;
        this.limits = other.limits;
        this.settings = other.settings;
        this.repeater = other.repeater;
        this.override = override;
    }

    /** A client of the same plugin whose every call has this limit, in place of that of contract or host. */
    public PluginClient within(Duration limit) {
        return new PluginClient(this, Limits.positive("limit", limit));
    }

    /**
     * Calls a method and waits for its reply. A request that may have run is never sent again.
     *
     * @param method such as {@code VolumeDriver.Get}, with or without a leading slash
     * @throws PluginException if there is no reply, or it is a failure
     * @throws IllegalArgumentException if the method is no name of a method, or a type cannot be a message
     */
    public <R> R call(String method, Object request, Class<R> reply) {
        return exchange(sending(method, Json.write(request)), reading(reply));
    }

    /** Calls a method that takes nothing: the body is empty. Otherwise as {@link #call(String, Object, Class)}. */
    public <R> R call(String method, Class<R> reply) {
        return exchange(sending(method, new byte[0]), reading(reply));
    }

    /**
     * Calls a method and returns its answer while it comes in. The call's limit covers the time up to the first byte; from
     * then on {@link Limits#streamIdle} counts.
     *
     * @return the body, which the caller closes; closing early drops the connection
     * @throws PluginException if the answer is a failure
     */
    public InputStream stream(String method, Object request) {
        return exchange(sending(method, Json.write(request)), this::opened);
    }

    private InputStream opened(Exchange exchange) {
        try {
            Answers.checkSuccess(exchange.target(), exchange.answer(), limits.answerBytes());
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
        return exchange(uploading(method, path(method), body, "", Duration.ZERO), reading(reply));
    }

    private Sending uploading(String method, String path, InputStream body, String subsystem, Duration row) {
        Function<Deadline, HttpRequest> message = limit -> HttpRequest.upload(path, new UploadBody(body, limit));
        return new Sending(name(method), message, false, subsystem, deadlines.start(limit(row)));
    }

    /** A caller for typed drivers of one subsystem, which the plugin must still list when a call is made. */
    Caller caller(Subsystem<?> subsystem) {
        return new Caller() {
            @Override
            public Target target(ServiceMethod<?> method) {
                Live last = activation.snapshot().last();
                return (last == null ? Target.of(activation.name()) : last.target()).at(method.name());
            }

            @Override
            public <Q, R> R call(Unary<?, Q, R> method, Q request) {
                byte[] body = method.bodiless() ? new byte[0] : Json.write(request);
                Sending sending = sending(method, body, method.repeatable());
                return exchange(sending, exchange -> exchange.decode(method.reply(), subsystem.errorKey()));
            }

            @Override
            public <Q> InputStream download(Download<?, Q> method, Q request) {
                return exchange(sending(method, Json.write(request), false), PluginClient.this::opened);
            }

            @Override
            public <R> R upload(Upload<?, R> method, Map<String, String> query, InputStream body) {
                String path = path(method.name()) + query(query);
                Sending sending = uploading(method.name(), path, body, subsystem.name(), method.limit());
                return exchange(sending, exchange -> exchange.decode(method.reply(), subsystem.errorKey()));
            }

            private Sending sending(ServiceMethod<?> method, byte[] body, boolean repeatable) {
                HttpRequest message = HttpRequest.of(path(method.name()), body);
                Deadline deadline = deadlines.start(limit(method.limit()));
                return new Sending(method.name(), any -> message, repeatable, subsystem.name(), deadline);
            }
        };
    }

    private Sending sending(String method, byte[] body) {
        HttpRequest request = HttpRequest.of(path(method), body);
        return new Sending(name(method), any -> request, false, "", deadlines.start(limit(Duration.ZERO)));
    }

    /** Escaped, which moby's own are not (W-40); in the order of the map. */
    private static String query(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(one -> encoded(one.getKey()) + "=" + encoded(one.getValue()))
                .collect(Collectors.joining("&", parameters.isEmpty() ? "" : "?", ""));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static <R> Function<Exchange, R> reading(Class<R> reply) {
        return exchange -> exchange.decode(reply, Subsystem.ERR);
    }

    /**
     * A request on its way.
     *
     * @param message makes the request for a limit, which an upload lets run anew as it moves
     * @param subsystem empty when the manifest is not looked at
     */
    private record Sending(
            String method,
            Function<Deadline, HttpRequest> message,
            boolean repeatable,
            String subsystem,
            Deadline deadline) {

        HttpRequest request() {
            return message.apply(deadline);
        }

        Sending within(Deadline another) {
            return new Sending(method, message, repeatable, subsystem, another);
        }
    }

    /** Sends a request, reads the answer, and tells the listener of both. */
    private <R> R exchange(Sending sending, Function<Exchange, R> reading) {
        settings.listener().calling(activation.name(), sending.method());
        long start = sending.deadline().started();
        try {
            R reply = reading.apply(sendPatiently(sending));
            settings.listener()
                    .called(activation.name(), sending.method(), Duration.ofNanos(System.nanoTime() - start));
            return reply;
        } catch (RuntimeException e) {
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            settings.listener().callFailed(activation.name(), sending.method(), e, took);
            throw e;
        }
    }

    /** Sends a request, and again with pauses if that was asked for; each time whole, and within a limit of its own. */
    private Exchange sendPatiently(Sending first) {
        if (settings.waiting().equals(Backoff.NONE) && settings.repeating().equals(Backoff.NONE)) {
            return send(first);
        }
        AtomicReference<@Nullable Sending> next = new AtomicReference<>(first);
        Target target = new Target(activation.name(), "", first.method());
        return repeater.attempt(target, e -> patience(first, e), () -> {
            Sending before = next.getAndSet(null);
            if (before != null) {
                return send(before);
            }
            settings.listener().repeating(activation.name(), first.method());
            return send(anew(first));
        });
    }

    private Backoff patience(Sending sending, PluginException e) {
        if (e instanceof PluginNotFoundException) {
            return settings.waiting();
        }
        boolean once = sending.request().length() < 0;
        return transportFailed(e) && !once ? settings.repeating() : Backoff.NONE;
    }

    /** Sends a request to the plugin as it is now: shakes hands first when it was lost sight of. */
    private Exchange send(Sending sending) {
        Live known = activation.snapshot().live();
        Live live = activation.forCall(sending.deadline().started());
        // A handshake has a limit of its own, and the first call after a restart is to succeed.
        Exchange exchange = attempt(live, live.equals(known) ? sending : anew(sending), false);
        if (exchange == null) {
            exchange = attempt(activation.other(live), anew(sending), true);
        }
        return Objects.requireNonNull(exchange, "a renewed call has an outcome");
    }

    /** The same with its whole limit before it. */
    private Sending anew(Sending sending) {
        return sending.within(deadlines.start(sending.deadline().limit()));
    }

    private @Nullable Exchange attempt(Live live, Sending sending, boolean renewed) {
        if (!sending.subsystem().isEmpty()) {
            live.require(sending.subsystem());
        }
        Target target = live.target().at(sending.method());
        Runnable repeating = () -> settings.listener().repeating(activation.name(), sending.method());
        Exchange exchange = null;
        try {
            exchange = live.exchanges()
                    .send(
                            new Exchanges.Call(target, sending.request(), sending.repeatable(), repeating, renewed),
                            sending.deadline());
            return exchange;
        } catch (UploadBody.Unreadable e) {
            throw Failures.unreadable(target, e.problem());
        } finally {
            if (exchange == null) {
                sending.deadline().close();
            }
        }
    }

    private Duration limit(Duration row) {
        return !override.isZero() ? override : !row.isZero() ? row : limits.call();
    }

    private static String path(String method) {
        if (!isName(method)) {
            throw new IllegalArgumentException(
                    "method \"" + Printable.of(method) + "\" is no name of a method; it looks like VolumeDriver.List");
        }
        return method.startsWith("/") ? method : "/" + method;
    }

    private static boolean isName(String method) {
        for (int i = 0; i < method.length(); i++) {
            if (method.charAt(i) <= ' ' || method.charAt(i) >= 0x7F) {
                return false;
            }
        }
        return !method.isEmpty();
    }

    private static String name(String method) {
        return method.startsWith("/") ? method.substring(1) : method;
    }
}
