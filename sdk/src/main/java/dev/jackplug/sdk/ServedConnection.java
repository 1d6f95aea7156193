package dev.jackplug.sdk;

import dev.jackplug.internal.http.BadHttpException;
import dev.jackplug.internal.http.HttpServerConnection;
import dev.jackplug.internal.http.HttpServerConnection.Received;
import dev.jackplug.internal.http.HttpServerConnection.TooLargeException;
import dev.jackplug.internal.socket.ChannelSocket;
import dev.jackplug.sdk.Dispatcher.Answer;
import dev.jackplug.sdk.Patience.Phase;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import jdk.net.ExtendedSocketOptions;
import jdk.net.UnixDomainPrincipal;

/** One connection of a host: its thread runs it, another looks after its {@link Patience}. */
final class ServedConnection implements Runnable {

    private static final Logger LOG = System.getLogger(ServedConnection.class.getName());

    /** How much of a stream is sent at once, if it is there: each piece costs two small writes besides its own. */
    private static final int PIECE = 128 * 1024;

    private final Listener listener;
    private final SocketChannel channel;
    private final ChannelSocket socket;
    private final Dispatcher dispatcher;
    private final ServerLimits limits;
    private final BooleanSupplier stopping;
    private final Turns turns;
    private final Patience patience;
    private Optional<UnixDomainPrincipal> peer = Optional.empty();
    private boolean again;

    ServedConnection(
            Listener listener,
            SocketChannel channel,
            Dispatcher dispatcher,
            ServerLimits limits,
            BooleanSupplier stopping,
            Turns turns) {
        this.listener = listener;
        this.channel = channel;
        this.socket = new ChannelSocket(channel);
        this.dispatcher = dispatcher;
        this.limits = limits;
        this.stopping = stopping;
        this.turns = turns;
        this.patience = new Patience(socket, limits);
        socket.eager(this::isAlone);
    }

    @Override
    public void run() {
        try (ChannelSocket open = socket) {
            peer = peer();
            Socket stream = listener.tls() == null ? open : listener.tls().accept(open);
            HttpServerConnection connection = new HttpServerConnection(open, stream);
            do {
                patience.enter(Phase.IDLE);
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
            again = turns.again(this);
            if (request.verb().equals("POST")) {
                answer = called(request);
            } else {
                request.read(limits.bodyBytes());
                answer = refusal(405, "every method of a plugin is called by POST");
            }
            refused = !request.body().ended();
        } catch (TooLargeException e) {
            refused = true;
            answer = refusal(413, "the request cannot be read: " + e.getMessage());
        } catch (BadHttpException e) {
            refused = true;
            answer = refusal(400, "the request is no HTTP that can be trusted: " + e.getMessage());
        }
        if (answer.silent()) {
            return false;
        }
        boolean last = refused || stopping.getAsBoolean();
        boolean more = answer.stream() == null
                ? connection.answer(answer.status(), answer.body(), last)
                : streamed(connection, answer.stream(), last);
        if (refused) {
            patience.enter(Phase.LINGERING);
            connection.linger();
        }
        return more;
    }

    private Answer refusal(int status, String text) {
        patience.enter(Phase.WRITING);
        return Answer.failure(status, text);
    }

    /** The last two requests of all came by this connection. */
    private boolean isAlone() {
        return again && turns.isLast(this);
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
        long start = patience.enter(phase);
        Call call = new Call(method, peer, start + limits.request().toNanos());
        try {
            Answer answer = call.during(work);
            boolean late = answer.status() != 200 && !answer.silent() && patience.isAt(Phase.INTERRUPTED);
            return late
                    ? Answer.failure(
                            500,
                            method + " took longer than the " + limits.request().toSeconds()
                                    + " s that this plugin allows, and was ended")
                    : answer;
        } finally {
            patience.enter(Phase.WRITING);
            Thread.interrupted(); // what the limit or the driver left behind must not close the connection
        }
    }

    /** Sends what a driver makes, piece by piece. Whatever fails, the host sees a stream that broke, not one that ended. */
    private boolean streamed(HttpServerConnection connection, InputStream stream, boolean last) throws IOException {
        try (stream) {
            return connection.stream(200, out -> pump(stream, out), last);
        } catch (IOException e) {
            Level level = e.getCause() instanceof Error ? Level.ERROR : Level.DEBUG;
            LOG.log(level, "a stream broke", e);
            return false;
        } finally {
            patience.enter(Phase.WRITING);
            Thread.interrupted(); // what a host that hung up left behind
        }
    }

    private void pump(InputStream stream, OutputStream out) throws IOException {
        byte[] piece = new byte[PIECE];
        try {
            out.flush(); // the head: a host need not wait for the first piece to know that there will be some
            for (int n = made(stream, piece); n >= 0; n = made(stream, piece)) {
                out.write(piece, 0, n);
                if (stream.available() == 0) { // the next may take its time
                    out.flush();
                }
            }
        } catch (
                Throwable e) { // Errors too: HttpCore would end the chunks, and the beginning would pass for the whole.
            close();
            throw e instanceof IOException broken ? broken : new IOException("the driver's stream failed", e);
        }
    }

    private int made(InputStream stream, byte[] piece) throws IOException {
        patience.enter(Phase.MAKING);
        try {
            return stream.read(piece);
        } finally {
            patience.enter(Phase.WRITING);
        }
    }

    /** Ends what takes too long. Called now and then, by a thread that must not wait. */
    void enforceLimits() {
        if (patience.isOver(System.nanoTime())) {
            close();
        }
    }

    /** Ends the connection if it is between two requests. */
    void closeIfIdle() {
        if (patience.isIdle(System.nanoTime())) {
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
