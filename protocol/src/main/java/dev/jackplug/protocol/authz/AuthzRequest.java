package dev.jackplug.protocol.authz;

import dev.jackplug.protocol.Key;
import dev.jackplug.protocol.Redacted;
import java.util.List;
import java.util.Map;

/**
 * A request to the engine's API, as its host shows it. Every key is left out when it is empty. Do not log the body: dockerd
 * 20.10 sends that of {@code /auth} too, which holds a password.
 *
 * @param user common name of the client's TLS certificate; empty without one
 * @param userAuthNMethod {@code TLS} when there was a certificate, else empty
 * @param requestMethod the HTTP method
 * @param requestUri the target as the client sent it, with version and query, nothing decoded
 * @param requestBody the whole body, or nothing: only of media type {@code application/json}, not of {@code /auth}, and
 *     dockerd before 29.3.1 leaves out what is larger than it likes (CVE-2026-34040)
 * @param requestHeaders by their canonical names; of several values the last; credentials are left out
 * @param requestPeerCertificates the client's certificates, each as PEM, its own first
 */
public record AuthzRequest(
        @Key(omitEmpty = true) String user,
        @Key(omitEmpty = true) String userAuthNMethod,
        @Key(omitEmpty = true) String requestMethod,
        @Key(omitEmpty = true) String requestUri,
        @Key(omitEmpty = true) byte[] requestBody,
        @Key(omitEmpty = true) Map<String, String> requestHeaders,
        @Key(omitEmpty = true) List<byte[]> requestPeerCertificates) {

    public AuthzRequest {
        requestBody = requestBody.clone();
        requestHeaders = Redacted.copyOf(requestHeaders);
        requestPeerCertificates = cloned(requestPeerCertificates);
    }

    /** Shows neither query nor headers nor body. */
    @Override
    public String toString() {
        return "AuthzRequest[" + shown() + "]";
    }

    String shown() {
        String path = requestUri.split("\\?", 2)[0];
        return "user=" + user + ", " + requestMethod + " " + path + ", body=" + requestBody.length + " bytes";
    }

    @Override
    public byte[] requestBody() {
        return requestBody.clone();
    }

    @Override
    public List<byte[]> requestPeerCertificates() {
        return cloned(requestPeerCertificates);
    }

    static List<byte[]> cloned(List<byte[]> arrays) {
        return arrays.stream().map(byte[]::clone).toList();
    }
}
