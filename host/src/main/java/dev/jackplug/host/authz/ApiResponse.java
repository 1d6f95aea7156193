package dev.jackplug.host.authz;

import dev.jackplug.protocol.Redacted;
import java.util.LinkedHashMap;
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
        Map<String, List<String>> copy = new LinkedHashMap<>();
        headers.forEach((name, values) -> copy.put(name, List.copyOf(values)));
        headers = Redacted.copyOf(copy);
        body = body.clone();
    }

    @Override
    public byte[] body() {
        return body.clone();
    }
}
