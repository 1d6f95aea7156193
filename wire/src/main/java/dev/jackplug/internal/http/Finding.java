package dev.jackplug.internal.http;

import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.NotImplementedException;
import org.apache.hc.core5.http.ParseException;
import org.apache.hc.core5.http.RequestHeaderFieldsTooLargeException;
import org.apache.hc.core5.http.UnsupportedHttpVersionException;

/** What is wrong with a message, in words of ours that hold nothing of it. */
final class Finding extends ParseException {

    private static final long serialVersionUID = 1;

    private final String words;

    Finding(String words) {
        super(words);
        this.words = words;
    }

    /**
     * What failed while a head was read. HttpCore's own words are never among it, nor is what it threw to be kept as a cause:
     * most of it repeats what the peer sent.
     *
     * @param thrown a {@link HttpException}, {@link MessageConstraintException} or {@link IllegalArgumentException}
     */
    static String of(Exception thrown) {
        if (thrown instanceof Finding finding) {
            return finding.words;
        }
        if (thrown instanceof MessageConstraintException || thrown instanceof RequestHeaderFieldsTooLargeException) {
            return "the head is too long: more than %d headers, %d empty lines or %d bytes in a line"
                    .formatted(
                            Framing.LIMITS.getMaxHeaderCount(),
                            Framing.LIMITS.getMaxEmptyLineCount(),
                            Framing.LIMITS.getMaxLineLength());
        }
        if (thrown instanceof UnsupportedHttpVersionException) {
            return "the version of HTTP is 2 or later";
        }
        return thrown instanceof NotImplementedException
                ? "the Transfer-Encoding is not chunked"
                : "the head cannot be understood";
    }
}
