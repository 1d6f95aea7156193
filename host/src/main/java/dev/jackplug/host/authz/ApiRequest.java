package dev.jackplug.host.authz;

import dev.jackplug.protocol.authz.AuthzRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.List;
import java.util.Map;

/**
 * A request to an API that plugins guard. Reads a JSON body, which they are shown, before anybody else does, and gives back
 * the same bytes: what is allowed is what is served. Used by one thread at a time.
 */
public final class ApiRequest {

    /** How large a body may be that plugins are shown: 4 MiB. */
    public static final int BODY_LIMIT = 4 * 1024 * 1024;

    private static final byte[] NOTHING = new byte[0];

    private final AuthzRequest message;
    private final boolean tooLarge;
    private final InputStream body;

    private ApiRequest(AuthzRequest message, boolean tooLarge, InputStream body) {
        this.message = message;
        this.tooLarge = tooLarge;
        this.body = body;
    }

    /**
     * Reads as much of a request as plugins are shown.
     *
     * @param method the HTTP method
     * @param uri the target as the client sent it, with its query
     * @param headers by their names, with all their values
     * @param body as it comes, without the framing of HTTP; empty when there is none. It is not closed
     * @throws IOException if the body cannot be read
     */
    public static ApiRequest read(
            Client client, String method, String uri, Map<String, List<String>> headers, InputStream body)
            throws IOException {
        byte[] shown = Headers.json(headers) && !isAuth(uri) ? body.readNBytes(BODY_LIMIT + 1) : NOTHING;
        boolean tooLarge = shown.length > BODY_LIMIT;
        AuthzRequest message = new AuthzRequest(
                client.user(),
                client.method(),
                method,
                uri,
                tooLarge ? NOTHING : shown,
                Headers.shown(headers),
                client.certificates());
        return new ApiRequest(message, tooLarge, new SequenceInputStream(new ByteArrayInputStream(shown), body));
    }

    /** The target of logins, whose bodies hold passwords. Nothing may look like it: its body would not be shown. */
    private static boolean isAuth(String uri) {
        return uri.matches("(/v[0-9.]+)?/auth(\\?.*)?");
    }

    /** The whole body, for whoever serves the request. To be read once. */
    public InputStream body() {
        return body;
    }

    boolean tooLarge() {
        return tooLarge;
    }

    AuthzRequest message() {
        return message;
    }
}
