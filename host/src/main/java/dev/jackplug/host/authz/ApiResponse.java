package dev.jackplug.host.authz;

import java.util.List;
import java.util.Map;

/**
 * A response of the API that has not been sent.
 *
 * @param status the HTTP status, of errors too
 * @param headers by their names, with all their values
 * @param body what is buffered of it; plugins are shown JSON alone
 */
public record ApiResponse(int status, Map<String, List<String>> headers, byte[] body) {

    public ApiResponse {
        headers = Map.copyOf(headers);
        body = body.clone();
    }

    @Override
    public byte[] body() {
        return body.clone();
    }
}
