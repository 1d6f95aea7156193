package dev.jackplug.cli.trace;

import dev.jackplug.internal.http.HttpAnswer;
import dev.jackplug.internal.http.HttpConnection;
import dev.jackplug.internal.http.HttpRequest;
import dev.jackplug.internal.socket.Deadline;
import dev.jackplug.internal.socket.Deadlines;
import dev.jackplug.internal.socket.TlsClient;
import dev.jackplug.protocol.Address;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes recorded calls to a plugin again, each on a connection of its own, and compares the answers. */
public final class Replay implements AutoCloseable {

    private static final long MOST = 64L * 1024 * 1024;

    private final Deadlines deadlines = new Deadlines();
    private final Address address;
    private final @Nullable TlsClient tls;
    private final Duration patience;
    private final Set<String> ignored;

    /**
     * Prepares for a plugin.
     *
     * @param tls how to shake hands; null when the address does not say TLS
     * @param patience how long each call may take
     * @param ignored names of members of answers that are not compared
     */
    public Replay(Address address, @Nullable TlsClient tls, Duration patience, Set<String> ignored) {
        this.address = address;
        this.tls = tls;
        this.patience = patience;
        this.ignored = Set.copyOf(ignored);
    }

    /** Whether the recording holds the whole request. */
    public static boolean possible(Call call) {
        return call.request().whole() && call.request().line().startsWith("POST /");
    }

    /** Whether the recording holds a mark in the place of a secret of the request, which a plugin would take for it. */
    public static boolean hidden(Call call) {
        return call.request().line().contains(Redaction.HIDDEN)
                || call.request().body().contains(Redaction.HIDDEN);
    }

    /**
     * Makes a call.
     *
     * @return a line for each difference; none for a call that was never answered, as there is nothing to compare with
     */
    public List<String> again(Call call) {
        byte[] body = call.request().body().getBytes(StandardCharsets.UTF_8);
        try (Deadline deadline = deadlines.start(patience);
                HttpConnection connection = HttpConnection.open(address, tls, deadline)) {
            return compared(call, connection.exchange(HttpRequest.of(call.target(), body)));
        } catch (IOException e) {
            return call.answer() == null ? List.of() : List.of("no answer now: " + e.getMessage());
        }
    }

    private List<String> compared(Call call, HttpAnswer now) throws IOException {
        Call.Part recorded = call.answer();
        if (recorded == null) {
            return List.of();
        }
        List<String> differences = new ArrayList<>();
        if (recorded.status() != now.status()) {
            differences.add("status: recorded " + recorded.status() + ", now " + now.status());
        }
        if (recorded.whole()) {
            String body = new String(now.read(MOST), StandardCharsets.UTF_8);
            differences.addAll(Difference.between(recorded.body(), body, ignored));
        }
        return differences;
    }

    @Override
    public void close() {
        deadlines.close();
    }
}
