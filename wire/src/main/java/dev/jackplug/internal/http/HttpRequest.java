package dev.jackplug.internal.http;

import java.io.InputStream;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.jspecify.annotations.Nullable;

/**
 * A request: to a plugin always POST, and never with a Content-Type, since a form type makes frameworks of plugins eat the
 * body.
 */
public final class HttpRequest {

    private final String method;
    private final String path;
    private final long length;
    private final @Nullable HttpEntity entity;
    private final @Nullable InputStream upload;

    private HttpRequest(
            String method, String path, long length, @Nullable HttpEntity entity, @Nullable InputStream upload) {
        this.method = method;
        this.path = path;
        this.length = length;
        this.entity = entity;
        this.upload = upload;
    }

    /** A request with a body, which may be empty; it can be sent again. */
    public static HttpRequest of(String path, byte[] body) {
        return new HttpRequest(
                "POST", path, body.length, body.length == 0 ? null : new ByteArrayEntity(body, null), null);
    }

    /** A question without a body, to a server that is no plugin. */
    public static HttpRequest get(String path) {
        return new HttpRequest("GET", path, 0, null, null);
    }

    /** A request whose body is as long as it turns out to be, sent in chunks; it can be sent once. */
    public static HttpRequest upload(String path, InputStream body) {
        return new HttpRequest("POST", path, -1, null, body);
    }

    String method() {
        return method;
    }

    String path() {
        return path;
    }

    /** Length of the body; -1 when it is sent in chunks, and so can be sent once. */
    public long length() {
        return length;
    }

    @Nullable
    HttpEntity entity() {
        return entity;
    }

    /** What is sent in chunks; null when the body is an entity. */
    @Nullable
    InputStream upload() {
        return upload;
    }
}
