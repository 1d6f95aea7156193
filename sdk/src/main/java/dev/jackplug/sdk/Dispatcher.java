package dev.jackplug.sdk;

import dev.jackplug.internal.json.Json;
import dev.jackplug.internal.json.JsonException;
import dev.jackplug.protocol.Download;
import dev.jackplug.protocol.DriverException;
import dev.jackplug.protocol.Empty;
import dev.jackplug.protocol.Manifest;
import dev.jackplug.protocol.MethodNotImplementedException;
import dev.jackplug.protocol.ServiceMethod;
import dev.jackplug.protocol.Subsystem;
import dev.jackplug.protocol.Target;
import dev.jackplug.protocol.Unary;
import dev.jackplug.protocol.Upload;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Finds the row of a request, decodes it, calls the driver, encodes what comes back. Safe for many threads. */
final class Dispatcher {

    private static final Logger LOG = System.getLogger(Dispatcher.class.getName());

    /** Moby repeats a call that got no answer for half a minute, and may wait a quarter between two (W-01). */
    private static final long REPEATS = Duration.ofMinutes(1).toNanos();

    /**
     * An answer on its way out.
     *
     * @param stream what to send in place of the body; null as a rule
     */
    record Answer(int status, byte[] body, @Nullable InputStream stream) {

        private static final byte[] NOTHING = new byte[0];

        /** No answer: the connection is closed. */
        static final Answer SILENCE = new Answer(0, NOTHING, null);

        boolean silent() {
            return status == 0;
        }

        static Answer ok(Object message) {
            return new Answer(200, Json.write(message), null);
        }

        static Answer streaming(InputStream stream) {
            return new Answer(200, NOTHING, stream);
        }

        /** The one form of failure that every dockerd and podman understands (protocol §0.3). */
        static Answer failure(int status, String text) {
            return failure(status, text, Subsystem.ERR);
        }

        /** The same, and the text under the subsystem's own error key too. */
        static Answer failure(int status, String text, String errorKey) {
            Map<String, String> message = new LinkedHashMap<>();
            message.put(Subsystem.ERR, text);
            message.put(errorKey, text);
            return new Answer(status, Json.write(message), null);
        }
    }

    /** A driver of some subsystem. */
    record Served<D>(Subsystem<D> subsystem, D driver) {}

    private final byte[] manifest;
    private final Map<String, Method<?>> methods = new HashMap<>();

    Dispatcher(List<Served<?>> drivers) {
        manifest = Json.write(new Manifest(
                drivers.stream().map(served -> served.subsystem().name()).toList()));
        drivers.forEach(this::add);
    }

    private <D> void add(Served<D> served) {
        String errorKey = served.subsystem().errorKey();
        for (ServiceMethod<D> row : served.subsystem().methods()) {
            methods.put(row.name(), new Method<>(row, served.driver(), errorKey));
        }
    }

    /** Whether the body of this method is for its driver to read. */
    boolean takesUpload(String name) {
        Method<?> method = methods.get(name);
        return method != null && method.row instanceof Upload;
    }

    Answer answer(String name, byte[] body) {
        if (name.equals(Manifest.ACTIVATE)) {
            return new Answer(200, manifest, null);
        }
        Method<?> method = methods.get(name);
        return method == null ? Answer.failure(404, "this plugin has no method " + name) : method.answer(body);
    }

    Answer upload(String name, Map<String, String> query, InputStream body) {
        return Objects.requireNonNull(methods.get(name)).upload(query, body);
    }

    /** A row and the driver behind it. */
    private static final class Method<D> {

        private final ServiceMethod<D> row;
        private final D driver;
        private final String errorKey;
        private volatile @Nullable Long silentAt;

        Method(ServiceMethod<D> row, D driver, String errorKey) {
            this.row = row;
            this.driver = driver;
            this.errorKey = errorKey;
        }

        Answer answer(byte[] body) {
            if (row instanceof Unary<D, ?, ?> unary) {
                return unary(unary, body);
            }
            if (row instanceof Download<D, ?> download) {
                return download(download, body);
            }
            return upload(Map.of(), new ByteArrayInputStream(body));
        }

        private <Q, R> Answer unary(Unary<D, Q, R> unary, byte[] body) {
            return asked(
                    unary.request(), body, request -> Answer.ok(unary.action().apply(driver, request)));
        }

        private <Q> Answer download(Download<D, Q> download, byte[] body) {
            return asked(
                    download.request(),
                    body,
                    request -> Answer.streaming(download.action().apply(driver, request)));
        }

        Answer upload(Map<String, String> query, InputStream body) {
            Upload<D, ?> upload = (Upload<D, ?>) row;
            return guarded(() -> Answer.ok(upload.action().take(driver, query, body)));
        }

        private <Q> Answer asked(Class<Q> type, byte[] body, Function<Q, Answer> action) {
            Q request;
            try {
                request = request(type, body);
            } catch (JsonException e) {
                return body.length == 0 && recentlySilent()
                        ? Answer.SILENCE
                        : failure(400, "the request cannot be read: " + e.getMessage());
            }
            return guarded(() -> action.apply(request));
        }

        private Answer guarded(Supplier<Answer> action) {
            try {
                return action.get();
            } catch (DriverException e) {
                return failure(500, e.error().isBlank() ? row.name() + " failed without a text" : e.error());
            } catch (Throwable e) { // Errors too: whatever an author's code throws, the host gets an answer.
                if (e instanceof MethodNotImplementedException absent
                        && absent.target().equals(Target.NONE)) {
                    return failure(404, "this plugin has no method " + row.name());
                }
                LOG.log(Level.ERROR, row.name() + " failed in the driver", e);
                if (row instanceof Unary<?, ?, ?> unary && unary.silentOnDefect()) {
                    silentAt = System.nanoTime();
                    return Answer.SILENCE;
                }
                return failure(500, row.name() + " failed inside the plugin; its log says why");
            }
        }

        private Answer failure(int status, String text) {
            return Answer.failure(status, text, errorKey);
        }

        /** A method without arguments takes an empty body too; on others it is a repeat that lost its body (W-01). */
        private static <Q> Q request(Class<Q> type, byte[] body) {
            boolean bare = body.length == 0 && type == Empty.class;
            return bare ? type.cast(Empty.EMPTY) : Json.read(body, type);
        }

        /** Whether moby may now be repeating, without its body, a call that was met with silence: an answer would be a lie. */
        private boolean recentlySilent() {
            Long at = silentAt;
            return at != null && System.nanoTime() - at < REPEATS;
        }
    }
}
