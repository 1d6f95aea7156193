package dev.jackplug.sdk;

import dev.jackplug.internal.json.Json;
import dev.jackplug.internal.json.JsonException;
import dev.jackplug.protocol.DriverException;
import dev.jackplug.protocol.Empty;
import dev.jackplug.protocol.Manifest;
import dev.jackplug.protocol.Subsystem;
import dev.jackplug.protocol.Unary;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Finds the row of a request, decodes it, calls the driver, encodes what comes back. Safe for many threads. */
final class Dispatcher {

    private static final Logger LOG = System.getLogger(Dispatcher.class.getName());

    /** Moby repeats a call that got no answer for half a minute, and may wait a quarter between two (W-01). */
    private static final long REPEATS = Duration.ofMinutes(1).toNanos();

    /** An answer on its way out. */
    record Answer(int status, byte[] body) {

        /** No answer: the connection is closed. */
        static final Answer SILENCE = new Answer(0, new byte[0]);

        boolean silent() {
            return status == 0;
        }

        static Answer ok(Object message) {
            return new Answer(200, Json.write(message));
        }

        /** The one form of failure that every dockerd and podman understands (protocol §0.3). */
        static Answer failure(int status, String text) {
            return new Answer(status, Json.write(Map.of(Subsystem.ERR, text)));
        }
    }

    /** A driver of some subsystem. */
    record Served<D>(Subsystem<D> subsystem, D driver) {}

    private final Map<String, Function<byte[], Answer>> methods = new HashMap<>();

    Dispatcher(List<Served<?>> drivers) {
        Manifest manifest = new Manifest(
                drivers.stream().map(served -> served.subsystem().name()).toList());
        methods.put(Manifest.ACTIVATE, body -> Answer.ok(manifest));
        drivers.forEach(this::add);
    }

    private <D> void add(Served<D> served) {
        for (Unary<D, ?, ?> row : served.subsystem().methods()) {
            methods.put(row.name(), new Method<>(row, served.driver()));
        }
    }

    Answer answer(String name, byte[] body) {
        Function<byte[], Answer> method = methods.get(name);
        return method == null ? Answer.failure(404, "this plugin has no method " + name) : method.apply(body);
    }

    /** A row and the driver behind it. */
    private static final class Method<D, Q, R> implements Function<byte[], Answer> {

        private final Unary<D, Q, R> row;
        private final D driver;
        private volatile @Nullable Long silentAt;

        Method(Unary<D, Q, R> row, D driver) {
            this.row = row;
            this.driver = driver;
        }

        @Override
        public Answer apply(byte[] body) {
            Q request;
            try {
                request = request(body);
            } catch (JsonException e) {
                return body.length == 0 && recentlySilent()
                        ? Answer.SILENCE
                        : Answer.failure(400, "the request cannot be read: " + e.getMessage());
            }
            try {
                return Answer.ok(row.action().apply(driver, request));
            } catch (DriverException e) {
                return Answer.failure(500, e.error().isBlank() ? row.name() + " failed without a text" : e.error());
            } catch (Throwable e) { // Errors too: whatever an author's code throws, the host gets an answer.
                LOG.log(Level.ERROR, row.name() + " failed in the driver", e);
                if (row.silentOnDefect()) {
                    silentAt = System.nanoTime();
                    return Answer.SILENCE;
                }
                return Answer.failure(500, row.name() + " failed inside the plugin; its log says why");
            }
        }

        /** A method without arguments takes an empty body too; on others it is a repeat that lost its body (W-01). */
        private Q request(byte[] body) {
            boolean bare = body.length == 0 && row.request() == Empty.class;
            return bare ? row.request().cast(Empty.EMPTY) : Json.read(body, row.request());
        }

        /** Whether moby may now be repeating, without its body, a call that was met with silence: an answer would be a lie. */
        private boolean recentlySilent() {
            Long at = silentAt;
            return at != null && System.nanoTime() - at < REPEATS;
        }
    }
}
