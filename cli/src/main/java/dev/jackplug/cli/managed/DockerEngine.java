package dev.jackplug.cli.managed;

import dev.jackplug.internal.http.HttpAnswer;
import dev.jackplug.internal.http.HttpConnection;
import dev.jackplug.internal.http.HttpRequest;
import dev.jackplug.internal.json.Json;
import dev.jackplug.internal.json.JsonException;
import dev.jackplug.internal.socket.Deadline;
import dev.jackplug.internal.socket.Deadlines;
import dev.jackplug.internal.socket.Sockets;
import dev.jackplug.protocol.Address;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Asks a Docker Engine for what it has, within a limit. Changes nothing. */
public final class DockerEngine {

    private static final long MOST_BYTES = 4 * 1024 * 1024;

    private final Path socket;
    private final Duration patience;

    /** What {@code GET /plugins} answers is a list, and records are what can be read. */
    private record Answer(List<ManagedPlugin> plugins) {}

    private record Info(String dockerRootDir) {}

    public DockerEngine(Path socket, Duration patience) {
        this.socket = socket;
        this.patience = patience;
    }

    public Path socket() {
        return socket;
    }

    /** Whether there is a socket to ask at. */
    public boolean exists() {
        return Files.exists(socket);
    }

    /**
     * Its managed plugins.
     *
     * @throws IOException if it does not say, with the reason
     */
    public List<ManagedPlugin> plugins() throws IOException {
        return read("{\"plugins\":" + get("/plugins") + "}", Answer.class).plugins();
    }

    /**
     * The folder that holds a folder for each plugin, by its id, with what was unpacked in {@code rootfs}.
     *
     * @throws IOException if it does not say, with the reason
     */
    public Path folder() throws IOException {
        return Path.of(read(get("/info"), Info.class).dockerRootDir(), "plugins");
    }

    private static <T> T read(String json, Class<T> type) throws IOException {
        try {
            return Json.read(json.getBytes(StandardCharsets.UTF_8), type);
        } catch (JsonException e) {
            throw new IOException("its answer is not what a Docker Engine says: " + e.getMessage(), e);
        }
    }

    /** What somebody can do who was told this instead of an answer. */
    static String remedy(IOException e) {
        if (Sockets.forbidden(e)) {
            return "Run as root, or join the group that owns the socket";
        }
        return Sockets.refused(e)
                ? "Start it, or set DOCKER_HOST to the unix:// address of one that runs"
                : "See whether it answers others: docker plugin ls";
    }

    private String get(String path) throws IOException {
        try (Deadlines deadlines = new Deadlines();
                Deadline deadline = deadlines.start(patience)) {
            return get(path, deadline);
        }
    }

    private String get(String path, Deadline deadline) throws IOException {
        try (HttpConnection connection = HttpConnection.open(new Address.Unix(socket), null, deadline)) {
            HttpAnswer answer = connection.exchange(HttpRequest.get(path));
            String body = new String(answer.read(MOST_BYTES), StandardCharsets.UTF_8);
            if (answer.status() != 200) {
                throw new IOException("it answers " + answer.status() + " to GET " + path + ": " + body.strip());
            }
            return body;
        } catch (IOException e) {
            // What the limit has closed says so in words that nobody understands, or in none.
            throw deadline.passed() ? new IOException("no answer within " + patience.toMillis() + " ms", e) : e;
        }
    }
}
