package dev.jackplug.sdk.authz;

import dev.jackplug.protocol.Redacted;
import dev.jackplug.protocol.authz.AuthzResponse;
import java.util.Map;

/**
 * What the engine is about to answer, as far as it shows it.
 *
 * @param status the HTTP status; 0 when the handler failed, set none, or the response has been sent
 * @param headers by their canonical names, without credentials
 * @param body of a JSON response what is still buffered; empty of any other
 */
public record EngineResponse(int status, Map<String, String> headers, byte[] body) {

    public EngineResponse {
        headers = Redacted.copyOf(headers);
        body = body.clone();
    }

    static EngineResponse of(AuthzResponse message) {
        return new EngineResponse(message.responseStatusCode(), message.responseHeaders(), message.responseBody());
    }

    @Override
    public byte[] body() {
        return body.clone();
    }
}
