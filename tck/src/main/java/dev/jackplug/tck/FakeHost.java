package dev.jackplug.tck;

import dev.jackplug.internal.http.HttpAnswer;
import dev.jackplug.internal.http.HttpConnection;
import dev.jackplug.internal.json.Json;
import dev.jackplug.internal.socket.Deadline;
import dev.jackplug.internal.socket.Deadlines;
import dev.jackplug.protocol.Address;
import dev.jackplug.protocol.Manifest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A host for testing plugins: says what it is told to say, byte for byte as dockerd 20.10 says it (an empty Host, no
 * Content-Type), and judges nothing. Each call goes over a connection of its own. Safe for many threads.
 */
public final class FakeHost implements AutoCloseable {

    private static final long CAP = 16L * 1024 * 1024;

    private final Path sockets;
    private final Duration limit;
    private final Deadlines deadlines = new Deadlines();

    /**
     * What a plugin answered.
     *
     * @param body the text of the body, as it came
     */
    public record Answered(int status, String body) {}

    /**
     * A host that looks for sockets in one folder.
     *
     * @param limit how long each call may take
     */
    public FakeHost(Path sockets, Duration limit) {
        this.sockets = sockets;
        this.limit = limit;
    }

    /** Where this host looks for a plugin: its socket is to be there. */
    public Path socket(String plugin) {
        return sockets.resolve(plugin + ".sock");
    }

    /**
     * Shakes hands.
     *
     * @return the subsystems that the plugin says it implements
     * @throws IOException if it cannot be talked to
     * @throws IllegalStateException if it does not answer with a manifest
     */
    public List<String> activate(String plugin) throws IOException {
        Answered answer = call(plugin, Manifest.ACTIVATE, "");
        if (answer.status() != 200) {
            throw new IllegalStateException(plugin + " answered " + answer);
        }
        return Json.read(answer.body().getBytes(StandardCharsets.UTF_8), Manifest.class)
                .implemented();
    }

    /**
     * Calls a method.
     *
     * @param json the request; empty for one without a body
     * @throws IOException if the plugin cannot be talked to, or does not answer within the limit
     */
    public Answered call(String plugin, String method, String json) throws IOException {
        String body = new String(json.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        try (Deadline deadline = deadlines.start(limit);
                HttpConnection connection = HttpConnection.open(new Address.Unix(socket(plugin)), null, deadline)) {
            HttpAnswer answer = connection.exchange("POST /" + method + " HTTP/1.1\r\nHost: \r\n"
                    + "User-Agent: Go-http-client/1.1\r\nContent-Length: " + body.length()
                    + "\r\nAccept: application/vnd.docker.plugins.v1.2+json\r\n\r\n" + body);
            return new Answered(answer.status(), new String(answer.read(CAP), StandardCharsets.UTF_8));
        }
    }

    @Override
    public void close() {
        deadlines.close();
    }
}
