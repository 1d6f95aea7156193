package dev.jackplug.sdk.authz;

import dev.jackplug.internal.json.Json;
import dev.jackplug.internal.json.JsonException;
import dev.jackplug.protocol.authz.AuthzRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A request to the engine's API, read as the engine reads it. Immutable. */
public final class EngineRequest {

    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");
    private static final byte[] NOTHING = {'{', '}'};

    private final AuthzRequest message;
    private final byte[] body;
    private final RequestTarget target;
    private final EngineRoute route;

    private EngineRequest(AuthzRequest message) {
        this.message = message;
        this.body = message.requestBody();
        this.target = RequestTarget.parse(message.requestUri());
        this.route = EngineRoute.of(message.requestMethod(), target.path());
    }

    /**
     * Reads a request.
     *
     * @throws UnreadableRequestException if its target cannot be read
     */
    public static EngineRequest of(AuthzRequest message) {
        return new EngineRequest(message);
    }

    /** Common name of the client's TLS certificate; empty without one, and always over the engine's unix socket. */
    public String user() {
        return message.user();
    }

    /** The HTTP method. */
    public String method() {
        return message.requestMethod();
    }

    /** Whether the method promises to change nothing. */
    public boolean looksOnly() {
        return SAFE.contains(method());
    }

    /** Which handler of the engine it is for. */
    public EngineRoute route() {
        return route;
    }

    /** The version of the API that the client asked for, such as {@code 1.41}; empty when it named none. */
    public String version() {
        return target.version();
    }

    /** The path, decoded and without the version, such as {@code /containers/web/exec}. */
    public String path() {
        return target.path();
    }

    /** Of which container, volume, image and so on it speaks; empty when the path names none. */
    public String name() {
        return route.name(target.path());
    }

    /** Every value of a parameter of the query. The engine takes the first. */
    public List<String> query(String key) {
        return List.copyOf(target.query().getOrDefault(key, List.of()));
    }

    /** A header, by its name in any letter case: the last of its values. */
    public Optional<String> header(String name) {
        return message.requestHeaders().entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** Whether there is a body to look at. */
    public boolean hasBody() {
        return body.length > 0;
    }

    /**
     * The body, read as the engine reads it (protocol §3.6): keys in any letter case, repeated keys merged. The record names
     * the keys that matter, the others are skipped. Without a body every component has its zero value.
     *
     * @param type a record that follows the rules of {@link dev.jackplug.protocol.Key}. In a named module its package must be
     *     open to {@code dev.jackplug.wire}
     * @throws UnreadableRequestException if the body is no JSON of this type; leave it to {@link PolicyDriver}
     */
    public <T extends Record> T body(Class<T> type) {
        try {
            return Json.read(hasBody() ? body : NOTHING, type);
        } catch (JsonException e) {
            throw new UnreadableRequestException("its body cannot be read", String.valueOf(e.getMessage()));
        }
    }

    int bodyLength() {
        return body.length;
    }

    /** The message as the engine sent it, with the certificates. */
    public AuthzRequest message() {
        return message;
    }
}
