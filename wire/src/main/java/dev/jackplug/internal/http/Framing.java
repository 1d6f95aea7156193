package dev.jackplug.internal.http;

import org.apache.hc.core5.http.ContentLengthStrategy;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpMessage;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.DefaultContentLengthStrategy;

/** How long a message is. Stricter than HttpCore, which takes lengths that two readers can understand differently. */
final class Framing implements ContentLengthStrategy {

    /** One for both directions: 8 KiB a line and 100 headers are far more than any peer sends. */
    static final Http1Config LIMITS = Http1Config.custom()
            .setMaxLineLength(8 * 1024)
            .setMaxHeaderCount(100)
            .setMaxEmptyLineCount(10)
            .build();

    static final Framing STRICT = new Framing();

    private Framing() {}

    @Override
    public long determineLength(HttpMessage message) throws HttpException {
        Header[] lengths = message.getHeaders(HttpHeaders.CONTENT_LENGTH);
        Header[] codings = message.getHeaders(HttpHeaders.TRANSFER_ENCODING);
        if (lengths.length > 1 || codings.length > 1 || lengths.length + codings.length > 1) {
            throw new ProtocolException(
                    "the length of the body is given twice (%d Content-Length, %d Transfer-Encoding)"
                            .formatted(lengths.length, codings.length));
        }
        if (lengths.length == 1 && !lengths[0].getValue().matches("[0-9]{1,18}")) {
            throw new ProtocolException("the Content-Length is \"" + lengths[0].getValue() + "\", which is no number");
        }
        return DefaultContentLengthStrategy.INSTANCE.determineLength(message);
    }
}
