package dev.jackplug.tck.conformance;

import dev.jackplug.internal.http.HttpAnswer;
import dev.jackplug.internal.http.HttpConnection;
import dev.jackplug.internal.http.HttpRequest;
import dev.jackplug.internal.json.Json;
import dev.jackplug.internal.socket.Deadline;
import dev.jackplug.internal.socket.Deadlines;
import dev.jackplug.protocol.Manifest;
import dev.jackplug.protocol.Printable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** The plugin under judgement, as a probe talks to it. Each request goes over a connection of its own, within the time limit. */
final class Subject implements AutoCloseable {

    private static final int SHOWN = 200;
    private static final long CAP = 16L * 1024 * 1024;

    private final Deadlines deadlines = new Deadlines();
    private final PluginKit.Settings settings;

    Subject(PluginKit.Settings settings) {
        this.settings = settings;
    }

    /** What the user said of this run. */
    PluginKit.Settings settings() {
        return settings;
    }

    /** The subsystems that the plugin says it implements. */
    List<String> implemented() throws IOException {
        Heard heard = call(Manifest.ACTIVATE, "");
        return heard.list("Implements").stream().map(String::valueOf).toList();
    }

    /** Calls a method as moby does, with a JSON text; empty for no body. */
    Heard call(String method, String json) throws IOException {
        try (Deadline deadline = deadlines.start(settings.limit());
                HttpConnection connection = HttpConnection.open(settings.address(), null, deadline)) {
            return heard(
                    line(method, json),
                    connection.exchange(HttpRequest.of("/" + method, json.getBytes(StandardCharsets.UTF_8))));
        }
    }

    /** The same with an object. */
    Heard call(String method, Map<String, ?> request) throws IOException {
        return call(method, text(request));
    }

    private static String text(Map<String, ?> request) {
        return new String(Json.write(request), StandardCharsets.UTF_8).strip();
    }

    /** The time limit of a step that is no call. */
    Deadline limit() {
        return deadlines.start(settings.limit());
    }

    /** Calls a method whose answer is read as it comes. */
    Streamed stream(String method, Map<String, ?> request) throws IOException {
        String json = text(request);
        Deadline deadline = limit();
        HttpConnection connection = null;
        try {
            connection = HttpConnection.open(settings.address(), null, deadline);
            HttpRequest sent = HttpRequest.of("/" + method, json.getBytes(StandardCharsets.UTF_8));
            return new Streamed(line(method, json), deadline, connection, connection.exchange(sent));
        } catch (IOException e) {
            deadline.close();
            if (connection != null) {
                connection.close();
            }
            throw e;
        }
    }

    /** Calls a method that takes something back, whatever comes of it. */
    void tidy(String method, Map<String, ?> request) {
        try {
            call(method, request);
        } catch (IOException e) {
            // A plugin that cannot be reached cannot be tidied; whoever looked for that has said so.
        }
    }

    /**
     * Sends bytes as they are, each piece on its own, and reads one answer.
     *
     * @param what the request in words, for the evidence
     */
    Heard raw(String what, String... pieces) throws IOException {
        try (Deadline deadline = deadlines.start(settings.limit());
                HttpConnection connection = HttpConnection.open(settings.address(), null, deadline)) {
            return heard(what, connection.exchange(pieces));
        }
    }

    static Heard heard(String request, HttpAnswer answer) throws IOException {
        return new Heard(request, answer.status(), answer.header("Content-Type").orElse(""), answer.read(CAP));
    }

    static String line(String method, String json) {
        String shown = json.length() > SHOWN ? json.substring(0, SHOWN) + "..." : json;
        return ("POST /" + method + " " + Printable.of(shown)).strip();
    }

    @Override
    public void close() {
        deadlines.close();
    }
}
