package dev.jackplug.internal.http;

import java.util.Iterator;
import java.util.Objects;
import org.apache.hc.core5.http.ContentLengthStrategy;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpMessage;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.DefaultContentLengthStrategy;

/** How long a message is. Stricter than HttpCore, which takes lengths that two readers can understand differently. */
final class Framing implements ContentLengthStrategy {

    /**
     * One for both directions: 8 KiB a line and 100 headers are far more than any peer sends. Each connection has a buffer for
     * either, also while it is idle; large pieces go past them.
     */
    static final Http1Config LIMITS = Http1Config.custom()
            .setBufferSize(8 * 1024)
            .setMaxLineLength(8 * 1024)
            .setMaxHeaderCount(100)
            .setMaxEmptyLineCount(10)
            .build();

    /** As many as fit a long. */
    private static final int MAX_DIGITS = 18;

    static final Framing STRICT = new Framing();

    private Framing() {}

    @Override
    public long determineLength(HttpMessage message) throws HttpException {
        Header length = null;
        int lengths = 0;
        int codings = 0;
        for (Iterator<Header> headers = message.headerIterator(); headers.hasNext(); ) {
            Header header = headers.next();
            if (header.getName().equalsIgnoreCase(HttpHeaders.CONTENT_LENGTH)) {
                length = header;
                lengths++;
            } else if (header.getName().equalsIgnoreCase(HttpHeaders.TRANSFER_ENCODING)) {
                codings++;
            }
        }
        if (lengths + codings > 1) {
            throw new Finding("the length of the body is given twice (%d Content-Length, %d Transfer-Encoding)"
                    .formatted(lengths, codings));
        }
        return length == null
                ? DefaultContentLengthStrategy.INSTANCE.determineLength(message)
                : number(Objects.requireNonNullElse(length.getValue(), ""));
    }

    /** HttpCore would take a sign too. */
    private static long number(String text) throws Finding {
        if (text.isEmpty() || text.length() > MAX_DIGITS || !hasDigitsAlone(text)) {
            throw new Finding("the Content-Length is no number of up to " + MAX_DIGITS + " digits and nothing else");
        }
        return Long.parseLong(text);
    }

    private static boolean hasDigitsAlone(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }
}
