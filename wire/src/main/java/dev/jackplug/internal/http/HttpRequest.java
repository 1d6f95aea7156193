package dev.jackplug.internal.http;

import dev.jackplug.protocol.Printable;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * A request: to a plugin always POST, and never with a Content-Type, since a form type makes frameworks of plugins eat the
 * body.
 */
public final class HttpRequest {

    private static final byte[] POST = Outgoing.bytes("POST ");

    private static final byte[] GET = Outgoing.bytes("GET ");

    private static final char DELETE = 0x7F;

    private final byte[] method;
    private final byte[] path;
    private final byte[] body;
    private final @Nullable InputStream upload;

    private HttpRequest(byte[] method, String path, byte[] body, @Nullable InputStream upload) {
        requireOneWord(path);
        this.method = method;
        this.path = Outgoing.bytes(path);
        this.body = body;
        this.upload = upload;
    }

    /** Anything else would end the line, or begin another. */
    private static void requireOneWord(String path) {
        boolean oneWord = path.startsWith("/");
        for (int i = 0; i < path.length() && oneWord; i++) {
            oneWord = path.charAt(i) > ' ' && path.charAt(i) != DELETE;
        }
        if (!oneWord) {
            throw new IllegalArgumentException("path \"" + Printable.of(path)
                    + "\" does not begin with a slash, or has blanks or control characters");
        }
    }

    /**
     * A request with a body, which may be empty; it can be sent again.
     *
     * @param path with its leading slash, and a query if there is one, escaped
     */
    public static HttpRequest of(String path, byte[] body) {
        return new HttpRequest(POST, path, body, null);
    }

    /** A question without a body, to a server that is no plugin. */
    public static HttpRequest get(String path) {
        return new HttpRequest(GET, path, Outgoing.NOTHING, null);
    }

    /** A request whose body is as long as it turns out to be, sent in chunks; it can be sent once. */
    public static HttpRequest upload(String path, InputStream body) {
        return new HttpRequest(POST, path, Outgoing.NOTHING, body);
    }

    /** And a blank. */
    byte[] method() {
        return method;
    }

    byte[] path() {
        return path;
    }

    /** Length of the body; -1 when it is sent in chunks, and so can be sent once. */
    public long length() {
        return upload == null ? body.length : -1;
    }

    /** Empty when it is sent in chunks. */
    byte[] body() {
        return body;
    }

    /** What is sent in chunks; null otherwise. */
    @Nullable
    InputStream upload() {
        return upload;
    }
}
