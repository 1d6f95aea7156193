package dev.jackplug.protocol.authz;

import dev.jackplug.protocol.Key;
import dev.jackplug.protocol.Redacted;
import java.util.List;
import java.util.Map;

/**
 * What the engine is about to answer, with the request once more. Every key is left out when it is empty.
 *
 * @param user as in {@link AuthzRequest}
 * @param userAuthNMethod as in {@link AuthzRequest}
 * @param requestMethod as in {@link AuthzRequest}
 * @param requestUri as in {@link AuthzRequest}
 * @param requestBody as in {@link AuthzRequest}
 * @param requestHeaders as in {@link AuthzRequest}
 * @param requestPeerCertificates as in {@link AuthzRequest}
 * @param responseStatusCode the status; 0 when the handler failed, set none, or the response has been sent
 * @param responseBody what is still buffered of a response of media type {@code application/json}
 * @param responseHeaders as {@code requestHeaders}; empty when the response has been sent
 */
public record AuthzResponse(
        @Key(omitEmpty = true) String user,
        @Key(omitEmpty = true) String userAuthNMethod,
        @Key(omitEmpty = true) String requestMethod,
        @Key(omitEmpty = true) String requestUri,
        @Key(omitEmpty = true) byte[] requestBody,
        @Key(omitEmpty = true) Map<String, String> requestHeaders,
        @Key(omitEmpty = true) List<byte[]> requestPeerCertificates,
        @Key(omitEmpty = true) int responseStatusCode,
        @Key(omitEmpty = true) byte[] responseBody,
        @Key(omitEmpty = true) Map<String, String> responseHeaders) {

    public AuthzResponse {
        requestBody = requestBody.clone();
        requestHeaders = Redacted.copyOf(requestHeaders);
        requestPeerCertificates = AuthzRequest.cloned(requestPeerCertificates);
        responseBody = responseBody.clone();
        responseHeaders = Redacted.copyOf(responseHeaders);
    }

    /** The response to a request. */
    public static AuthzResponse to(AuthzRequest request, int status, byte[] body, Map<String, String> headers) {
        return new AuthzResponse(
                request.user(),
                request.userAuthNMethod(),
                request.requestMethod(),
                request.requestUri(),
                request.requestBody(),
                request.requestHeaders(),
                request.requestPeerCertificates(),
                status,
                body,
                headers);
    }

    /** What was asked for. */
    public AuthzRequest request() {
        return new AuthzRequest(
                user, userAuthNMethod, requestMethod, requestUri, requestBody, requestHeaders, requestPeerCertificates);
    }

    /** Shows neither query nor headers nor bodies. */
    @Override
    public String toString() {
        return "AuthzResponse[" + request().shown() + ", status=" + responseStatusCode + ", body=" + responseBody.length
                + " bytes]";
    }

    @Override
    public byte[] requestBody() {
        return requestBody.clone();
    }

    @Override
    public List<byte[]> requestPeerCertificates() {
        return AuthzRequest.cloned(requestPeerCertificates);
    }

    @Override
    public byte[] responseBody() {
        return responseBody.clone();
    }
}
