package dev.jackplug.internal.http;

import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.ParseException;
import org.apache.hc.core5.http.message.BufferedHeader;
import org.apache.hc.core5.util.CharArrayBuffer;

/** Headers in the form in which HttpCore sends them as they are: what never changes is written once. */
final class WrittenHeader {

    /** For a body whose length is not known beforehand. */
    static final Header CHUNKED = of(HttpHeaders.TRANSFER_ENCODING, "chunked");

    private WrittenHeader() {}

    static Header of(String name, String value) {
        CharArrayBuffer line = new CharArrayBuffer(64);
        line.append(name + ": " + value);
        try {
            return new BufferedHeader(line);
        } catch (ParseException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
