package dev.jackplug.sdk.authz;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jackplug.protocol.authz.AuthzRequest;
import java.util.List;
import java.util.Map;

/** Requests as dockerd shows them. */
final class Requests {

    private Requests() {}

    /** A JSON body with its length. */
    static AuthzRequest json(String uri, String body) {
        String length = String.valueOf(body.getBytes(UTF_8).length);
        return request("POST", uri, body, Map.of("Content-Type", "application/json", "Content-Length", length));
    }

    static AuthzRequest bare(String method, String uri) {
        return request(method, uri, "", Map.of());
    }

    static AuthzRequest request(String method, String uri, String body, Map<String, String> headers) {
        return new AuthzRequest("alice", "TLS", method, uri, body.getBytes(UTF_8), headers, List.of());
    }
}
