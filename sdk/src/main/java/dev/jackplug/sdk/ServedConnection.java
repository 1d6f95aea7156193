package dev.jackplug.sdk;

import dev.jackplug.internal.http.BadHttpException;
import dev.jackplug.internal.http.HttpServerConnection;
import dev.jackplug.internal.http.HttpServerConnection.Received;
import dev.jackplug.internal.http.HttpServerConnection.TooLargeException;
import dev.jackplug.internal.socket.ChannelSocket;
import dev.jackplug.protocol.MediaTypes;
import dev.jackplug.sdk.Dispatcher.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import jdk.net.ExtendedSocketOptions;
import jdk.net.UnixDomainPrincipal;
import org.jspecify.annotations.Nullable;

/** One connection of a host: its thread runs it, another looks after its limits. */
final class ServedConnection implements Runnable {

    private static final Logger LOG = System.getLogger(ServedConnection.class.getName());

    /** How long an interrupted driver has to come back, and how long a refused host has to hang up. */
    private static final long GRACE = Duration.ofSeconds(2).toNanos();

    /** How much of a stream is sent at once, if it is there: enough that a transfer is not slowed by its pieces. */
    private static final int PIECE = 64 * 1024;

    private static final long ON_ITS_WAY = Duration.ofMillis(50).toNanos();

    private enum Phase {
        /** Nothing of a request has come yet. */
        IDLE,
        /** TLS shakes hands, or a request comes in. */
        READING,
        CALLING,
        /** The driver takes an upload, piece by piece. */
        TAKING,
        /** The driver makes the next piece of a stream, for as long as it likes. */
        MAKING,
        /** The driver has had its time and was interrupted. */
        INTERRUPTED,
        WRITING,
        /** The last answer is out, and the host may still be sending. */
        LINGERING,
    }

    private final Listener listener;
    private final SocketChannel channel;
    private final ChannelSocket socket;
    private final Dispatcher dispatcher;
    private final ServerLimits limits;
    private final BooleanSupplier stopping;
    private Optional<UnixDomainPrincipal> peer = Optional.empty();

    private Phase phase = Phase.READING;
    private long since = System.nanoTime();
    private long heard;
    private @Nullable Thread thread;

    ServedConnection(
            Listener listener,
            SocketChannel channel,
            Dispatcher dispatcher,
            ServerLimits limits,
            BooleanSupplier stopping) {
        this.listener = listener;
        this.channel = channel;
        this.socket = new ChannelSocket(channel);
        this.dispatcher = dispatcher;
        this.limits = limits;
        this.stopping = stopping;
    }

    @Override
    public void run() {
        try (ChannelSocket open = socket) {
            peer = peer();
            Socket stream = listener.tls() == null ? open : listener.tls().accept(open);
            HttpServerConnection connection = new HttpServerConnection(open, stream);
            do {
                enter(Phase.IDLE);
            } while (answerOne(connection));
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "a connection broke", e);
        }
    }

    private Optional<UnixDomainPrincipal> peer() throws IOException {
        return channel.supportedOptions().contains(ExtendedSocketOptions.SO_PEERCRED)
                ? Optional.ofNullable(channel.getOption(ExtendedSocketOptions.SO_PEERCRED))
                : Optional.empty();
    }

    /** Whether another request may follow. */
    private boolean answerOne(HttpServerConnection connection) throws IOException {
        Answer answer;
        boolean refused = false;
        try {
            Received request = connection.receive();
            if (request == null) {
                return false;
            }
            if (request.verb().equals("POST")) {
                answer = called(request);
            } else {
                request.read(limits.bodyBytes());
                answer = Answer.failure(405, "every method of a plugin is called by POST");
            }
            refused = !request.body().ended();
        } catch (TooLargeException e) {
            refused = true;
            answer = Answer.failure(413, "the request cannot be read: " + e.getMessage());
        } catch (BadHttpException e) {
            refused = true;
            answer = Answer.failure(400, "the request is no HTTP that can be trusted: " + e.getMessage());
        }
        if (answer.silent()) {
            return false;
        }
        enter(Phase.WRITING);
        boolean last = refused || stopping.getAsBoolean();
        boolean more = answer.stream() == null
                ? connection.answer(answer.status(), MediaTypes.V1_2, answer.body(), last)
                : streamed(connection, answer.stream(), last);
        if (refused) {
            enter(Phase.LINGERING);
            connection.linger();
        }
        return more;
    }

    private Answer called(Received request) throws IOException {
        String method = request.path().startsWith("/") ? request.path().substring(1) : request.path();
        if (dispatcher.takesUpload(method)) {
            Map<String, String> query = Query.parse(request.query());
            return called(Phase.TAKING, method, () -> dispatcher.upload(method, query, request.body()));
        }
        byte[] body = request.read(limits.bodyBytes());
        return called(Phase.CALLING, method, () -> dispatcher.answer(method, body));
    }

    private Answer called(Phase phase, String method, Supplier<Answer> work) {
        Call call = new Call(method, peer, System.nanoTime() + limits.request().toNanos());
        enter(phase);
        try {
            Answer answer = call.during(work);
            boolean late = answer.status() != 200 && !answer.silent() && in(Phase.INTERRUPTED);
            return late
                    ? Answer.failure(
                            500,
                            method + " took longer than the " + limits.request().toSeconds()
                                    + " s that this plugin allows, and was ended")
                    : answer;
        } finally {
            enter(Phase.WRITING);
            Thread.interrupted(); // what the limit or the driver left behind must not close the connection
        }
    }

    /** Sends what a driver makes, piece by piece. Whatever fails, the host sees a stream that broke, not one that ended. */
    private boolean streamed(HttpServerConnection connection, InputStream stream, boolean last) throws IOException {
        try (stream) {
            return connection.stream(200, MediaTypes.V1_2, out -> pump(stream, out), last);
        } finally {
            enter(Phase.WRITING);
            Thread.interrupted(); // what a host that hung up left behind
        }
    }

    private void pump(InputStream stream, OutputStream out) throws IOException {
        byte[] piece = new byte[PIECE];
        try {
            out.flush(); // The host hears at once that there is a stream, which may have nothing to say for hours.
            for (int n = made(stream, piece); n >= 0; n = made(stream, piece)) {
                out.write(piece, 0, n);
                out.flush();
            }
        } catch (IOException | RuntimeException e) {
            close();
            throw e instanceof IOException broken ? broken : new IOException("the driver's stream failed", e);
        }
    }

    private int made(InputStream stream, byte[] piece) throws IOException {
        enter(Phase.MAKING);
        try {
            return stream.read(piece);
        } finally {
            enter(Phase.WRITING);
        }
    }

    private synchronized void enter(Phase next) {
        phase = next;
        since = System.nanoTime();
        heard = socket.received();
        boolean inDriver = next == Phase.CALLING || next == Phase.TAKING || next == Phase.MAKING;
        thread = inDriver ? Thread.currentThread() : null;
    }

    private synchronized boolean in(Phase asked) {
        return phase == asked;
    }

    /** Ends what takes too long. Called now and then, by a thread that must not wait. */
    void enforceLimits() {
        if (overdue(System.nanoTime())) {
            close();
        }
    }

    private synchronized boolean overdue(long now) {
        if (phase == Phase.IDLE && socket.received() > heard) {
            phase = Phase.READING;
            since = now;
        }
        if (phase == Phase.TAKING && socket.received() > heard) {
            heard = socket.received();
            since = now;
        }
        long passed = now - since;
        if (outOfPatience(passed) && thread != null) {
            phase = Phase.INTERRUPTED;
            since = now;
            thread.interrupt();
            return false;
        }
        return switch (phase) {
            case IDLE -> passed > limits.idle().toNanos();
            case READING, WRITING -> passed > limits.request().toNanos();
            case CALLING, TAKING, MAKING -> false;
            case INTERRUPTED, LINGERING -> passed > GRACE;
        };
    }

    /**
     * Whether the driver is to be interrupted: a call has its time, an upload the same anew with each piece that comes in, and
     * a stream has as long as its host listens.
     */
    private boolean outOfPatience(long passed) {
        return switch (phase) {
            case CALLING, TAKING -> passed > limits.request().toNanos();
            case MAKING -> !socket.quiet();
            default -> false;
        };
    }

    /** Ends the connection if it is between two requests, for long enough that none can be on its way from the kernel. */
    void closeIfIdle() {
        boolean idle;
        synchronized (this) {
            boolean silent = phase == Phase.IDLE && socket.received() == heard;
            idle = silent && System.nanoTime() - since > ON_ITS_WAY;
        }
        if (idle) {
            close();
        }
    }

    /** Ends the connection, whatever goes on. Does not wait. */
    void close() {
        try {
            socket.close();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "a connection could not be closed", e);
        }
    }
}
