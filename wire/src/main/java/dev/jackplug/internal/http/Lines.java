package dev.jackplug.internal.http;

import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.HttpVersion;
import org.apache.hc.core5.http.ParseException;
import org.apache.hc.core5.http.message.LazyLaxLineParser;
import org.apache.hc.core5.http.message.LazyLineParser;
import org.apache.hc.core5.http.message.LineParser;
import org.apache.hc.core5.http.message.RequestLine;
import org.apache.hc.core5.http.message.StatusLine;
import org.apache.hc.core5.util.CharArrayBuffer;

/** The lines of a head as HttpCore reads them. One that is none is told by its {@link Shape}, where HttpCore repeats it. */
final class Lines implements LineParser {

    static final Lines OF_REQUESTS = new Lines(LazyLineParser.INSTANCE);

    /** A blank may stand before the colon. */
    static final Lines OF_ANSWERS = new Lines(LazyLaxLineParser.INSTANCE);

    /** What nearly every answer begins with. */
    private static final StatusLine SUCCESS = new StatusLine(HttpVersion.HTTP_1_1, HttpStatus.SC_OK, "OK");

    private static final String SUCCESS_TEXT = SUCCESS.toString();

    private static final String POST = "POST";

    private static final String POST_PATH = POST + " /";

    private static final String VERSION = " " + HttpVersion.HTTP_1_1;

    private final LineParser core;

    private Lines(LineParser core) {
        this.core = core;
    }

    @Override
    public RequestLine parseRequestLine(CharArrayBuffer line) throws ParseException {
        if (isPost(line)) {
            int path = POST_PATH.length() - 1;
            String target = line.substring(path, line.length() - VERSION.length());
            return new RequestLine(POST, target, HttpVersion.HTTP_1_1);
        }
        try {
            return core.parseRequestLine(line);
        } catch (ParseException | IllegalArgumentException e) {
            throw new Finding("the first line is no request line: " + Shape.of(line));
        }
    }

    /** Whether it is what nearly every request begins with: nothing but a path between method and version. */
    private static boolean isPost(CharArrayBuffer line) {
        int end = line.length() - VERSION.length();
        boolean post = end >= POST_PATH.length() && holds(line, 0, POST_PATH) && holds(line, end, VERSION);
        for (int i = POST_PATH.length(); i < end && post; i++) {
            post = line.charAt(i) > ' ';
        }
        return post;
    }

    private static boolean holds(CharArrayBuffer line, int at, String text) {
        boolean equal = true;
        for (int i = 0; i < text.length() && equal; i++) {
            equal = line.charAt(at + i) == text.charAt(i);
        }
        return equal;
    }

    @Override
    public StatusLine parseStatusLine(CharArrayBuffer line) throws ParseException {
        if (SUCCESS_TEXT.contentEquals(line)) {
            return SUCCESS;
        }
        StatusLine status;
        try {
            status = core.parseStatusLine(line);
        } catch (ParseException | IllegalArgumentException e) {
            throw new Finding("the first line is no status line: " + Shape.of(line));
        }
        if (status.getStatusCode() < HttpStatus.SC_CONTINUE) {
            throw new Finding("the status is below 100");
        }
        return status;
    }

    @Override
    public Header parseHeader(CharArrayBuffer line) throws ParseException {
        try {
            return core.parseHeader(line);
        } catch (ParseException e) {
            throw new Finding(
                    "a line of the head is no header: " + line.length() + " bytes without a name and a colon");
        }
    }
}
