package dev.jackplug.tck.conformance.plugin;

import dev.jackplug.internal.http.HttpAnswer;
import dev.jackplug.internal.http.HttpConnection;
import dev.jackplug.internal.http.HttpRequest;
import dev.jackplug.internal.socket.Deadline;
import dev.jackplug.internal.socket.Deadlines;
import dev.jackplug.internal.socket.TlsClient;
import dev.jackplug.protocol.Address;
import dev.jackplug.protocol.Printable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One connection to the plugin, for one request after the other, each within the time limit. Used by one thread. */
final class Talk implements AutoCloseable {

    private static final int SHOWN = 200;
    private static final long CAP = 16L * 1024 * 1024;

    private final HttpConnection connection;
    private final Deadlines deadlines;
    private final Duration limit;

    private Talk(HttpConnection connection, Deadlines deadlines, Duration limit) {
        this.connection = connection;
        this.deadlines = deadlines;
        this.limit = limit;
    }

    static Talk open(Address address, @Nullable TlsClient tls, Deadlines deadlines, Duration limit) throws IOException {
        Deadline deadline = deadlines.start(limit);
        try (deadline) {
            return new Talk(HttpConnection.open(address, tls, deadline), deadlines, limit);
        } catch (IOException e) {
            throw silence("connecting to " + address, deadline, e);
        }
    }

    /** Calls a method as moby does, with a JSON text; empty for no body. */
    Heard call(String method, String json) throws IOException {
        HttpRequest request = HttpRequest.of("/" + method, json.getBytes(StandardCharsets.UTF_8));
        return heard(line(method, json), () -> connection.exchange(request));
    }

    /**
     * Sends bytes as they are, each piece on its own, and reads one answer.
     *
     * @param what the request in words, for the evidence
     */
    Heard raw(String what, String... pieces) throws IOException {
        return heard(what, () -> connection.exchange(pieces));
    }

    /** Sends the beginning of a request whose rest is sent {@link #raw}. */
    void begin(String piece) throws IOException {
        try (Deadline deadline = deadlines.start(limit)) {
            deadline.guard(connection);
            connection.send(piece);
        }
    }

    /** Calls a method whose answer is read as it comes, within the time limit; closing the answer closes this. */
    Streamed stream(String method, String json) throws IOException {
        Deadline deadline = deadlines.start(limit);
        try {
            deadline.guard(connection);
            HttpRequest request = HttpRequest.of("/" + method, json.getBytes(StandardCharsets.UTF_8));
            return new Streamed(line(method, json), deadline, this, connection.exchange(request));
        } catch (IOException e) {
            deadline.close();
            close();
            throw silence(line(method, json), deadline, e);
        }
    }

    /** Whether the plugin lets another request follow on this connection. */
    boolean reusable() {
        return connection.reusable();
    }

    private Heard heard(String request, Exchange exchange) throws IOException {
        Deadline deadline = deadlines.start(limit);
        try (deadline) {
            deadline.guard(connection);
            HttpAnswer answer = exchange.run();
            return new Heard(
                    request, answer.status(), answer.header("Content-Type").orElse(""), answer.read(CAP));
        } catch (IOException e) {
            throw silence(request, deadline, e);
        }
    }

    private static IOException silence(String request, Deadline deadline, IOException e) {
        String why = deadline.passed() ? "nothing within " + deadline.limit().toSeconds() + " s" : e.getMessage();
        return new IOException(request + " -> no answer: " + why, e);
    }

    static String line(String method, String json) {
        String shown = json.length() > SHOWN ? json.substring(0, SHOWN) + "..." : json.strip();
        return ("POST /" + method + " " + Printable.of(shown)).strip();
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }

    private interface Exchange {
        HttpAnswer run() throws IOException;
    }
}
