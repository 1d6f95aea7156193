package dev.jackplug.internal.http;

import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.ParseException;
import org.apache.hc.core5.http.RequestHeaderFieldsTooLargeException;

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
                            Incoming.LIMITS.getMaxHeaderCount(),
                            Incoming.LIMITS.getMaxEmptyLineCount(),
                            Incoming.LIMITS.getMaxLineLength());
        }
        return "the head cannot be understood";
    }
}
