package dev.jackplug.internal.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpResponse;

/** An answer whose head has come. The body is read from the connection as it is asked for. Used by one thread. */
public final class HttpAnswer {

    private final HttpResponse head;
    private final BodyStream body;

    HttpAnswer(HttpResponse head, BodyStream body) {
        this.head = head;
        this.body = body;
    }

    public int status() {
        return head.getCode();
    }

    /** The value of the first header of that name. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(head.getFirstHeader(name)).map(Header::getValue);
    }

    /** The body as it comes in. Closing it does not close the connection. */
    public InputStream body() {
        return body;
    }

    /**
     * Reads the whole body.
     *
     * @throws BadHttpException if it is longer than {@code cap} bytes
     */
    public byte[] read(long cap) throws IOException {
        return body.read(
                cap,
                () -> new BadHttpException("the answer is larger than " + cap
                        + " bytes, which is all that this host takes (answerBytes)"));
    }
}
