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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Finds the row of a request, decodes it, calls the driver, encodes what comes back. Immutable. */
final class Dispatcher {

    private static final Logger LOG = System.getLogger(Dispatcher.class.getName());

    /** An answer on its way out. */
    record Answer(int status, byte[] body) {

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
        methods.put("/" + Manifest.ACTIVATE, body -> Answer.ok(manifest));
        drivers.forEach(this::add);
    }

    private <D> void add(Served<D> served) {
        for (Unary<D, ?, ?> row : served.subsystem().methods()) {
            methods.put("/" + row.name(), body -> call(row, served.driver(), body));
        }
    }

    Answer answer(String path, byte[] body) {
        Function<byte[], Answer> method = methods.get(path);
        if (method == null) {
            return Answer.failure(404, "this plugin has no method " + path.substring(1));
        }
        return method.apply(body);
    }

    private static <D, Q, R> Answer call(Unary<D, Q, R> row, D driver, byte[] body) {
        Q request;
        try {
            request = request(row, body);
        } catch (JsonException e) {
            return Answer.failure(400, "the request cannot be read: " + e.getMessage());
        }
        try {
            return Answer.ok(row.action().apply(driver, request));
        } catch (DriverException e) {
            return Answer.failure(500, e.error());
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, row.name() + " failed in the driver", e);
            return Answer.failure(500, row.name() + " failed inside the plugin; its log says why");
        }
    }

    /** A method without arguments takes an empty body too; on others it is a retry that lost its body (W-01). */
    private static <Q> Q request(Unary<?, Q, ?> row, byte[] body) {
        boolean bare = body.length == 0 && row.request() == Empty.class;
        return bare ? row.request().cast(Empty.EMPTY) : Json.read(body, row.request());
    }
}
