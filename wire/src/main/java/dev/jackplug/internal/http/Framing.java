package dev.jackplug.internal.http;

import java.util.Iterator;
import java.util.Objects;
import org.apache.hc.core5.http.ContentLengthStrategy;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpMessage;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.HttpVersion;
import org.apache.hc.core5.http.message.BasicTokenIterator;
import org.jspecify.annotations.Nullable;

/**
 * Where a message ends, and whether another may follow. Stricter than HttpCore, which takes lengths that two readers can
 * understand differently; and in one look at the headers.
 *
 * @param length of the body in bytes, or CHUNKED or UNDEFINED of {@link ContentLengthStrategy}
 * @param open whether the sender keeps the connection open
 */
record Framing(long length, boolean open) {

    /** As many as fit a long. */
    private static final int MAX_DIGITS = 18;

    /**
     * What the head says.
     *
     * @throws Finding if it does not say it clearly
     */
    static Framing of(HttpMessage message) throws Finding {
        Header length = null;
        Header coding = null;
        int lengths = 0;
        int codings = 0;
        boolean connection = false;
        for (Iterator<Header> headers = message.headerIterator(); headers.hasNext(); ) {
            Header header = headers.next();
            String name = header.getName();
            if (name.equalsIgnoreCase(HttpHeaders.CONTENT_LENGTH)) {
                length = header;
                lengths++;
            } else if (name.equalsIgnoreCase(HttpHeaders.TRANSFER_ENCODING)) {
                coding = header;
                codings++;
            } else if (name.equalsIgnoreCase(HttpHeaders.CONNECTION)) {
                connection = true;
            }
        }
        if (lengths + codings > 1) {
            throw new Finding("the length of the body is given twice (%d Content-Length, %d Transfer-Encoding)"
                    .formatted(lengths, codings));
        }
        return new Framing(length(length, coding), isOpen(message, connection));
    }

    private static long length(@Nullable Header length, @Nullable Header coding) throws Finding {
        if (length != null) {
            return number(Objects.requireNonNullElse(length.getValue(), ""));
        }
        if (coding == null) {
            return ContentLengthStrategy.UNDEFINED;
        }
        if (!"chunked".equalsIgnoreCase(coding.getValue())) {
            throw new Finding("the Transfer-Encoding is not chunked");
        }
        return ContentLengthStrategy.CHUNKED;
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

    /** From HTTP/1.1 on unless it says otherwise; before only if it says so. */
    private static boolean isOpen(HttpMessage message, boolean connection) {
        boolean modern = message.getVersion().greaterEquals(HttpVersion.HTTP_1_1);
        return modern ? !(connection && says(message, "close")) : connection && says(message, "keep-alive");
    }

    private static boolean says(HttpMessage message, String word) {
        Iterator<String> words = new BasicTokenIterator(message.headerIterator(HttpHeaders.CONNECTION));
        while (words.hasNext()) {
            if (word.equalsIgnoreCase(words.next())) {
                return true;
            }
        }
        return false;
    }

    /** Whether an answer has no body by definition, and so no say in where that ends. Some plugins send one all the same. */
    static boolean bodiless(HttpResponse answer) {
        return answer.getCode() == HttpStatus.SC_NO_CONTENT || answer.getCode() == HttpStatus.SC_NOT_MODIFIED;
    }

    /** Whether the message says itself where it ends. */
    boolean delimited() {
        return length != ContentLengthStrategy.UNDEFINED;
    }
}
