package dev.jackplug.internal.http;

import dev.jackplug.internal.socket.BlockInput;
import java.io.IOException;
import java.io.InputStream;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentLengthStrategy;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpMessage;
import org.apache.hc.core5.http.HttpVersion;
import org.apache.hc.core5.http.ProtocolVersion;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.BasicHttpTransportMetrics;
import org.apache.hc.core5.http.impl.io.ChunkedInputStream;
import org.apache.hc.core5.http.impl.io.ContentLengthInputStream;
import org.apache.hc.core5.http.impl.io.DefaultClassicHttpRequestFactory;
import org.apache.hc.core5.http.impl.io.DefaultHttpRequestParser;
import org.apache.hc.core5.http.impl.io.DefaultHttpResponseParser;
import org.apache.hc.core5.http.impl.io.IdentityInputStream;
import org.apache.hc.core5.http.impl.io.SessionInputBufferImpl;
import org.apache.hc.core5.http.io.HttpMessageParser;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.jspecify.annotations.Nullable;

/**
 * What comes in over a connection: heads, and behind each a body, which is to be read to its end before the next head. HttpCore
 * reads them; how long a body is, {@link Framing} says. Reads no further ahead than a message and what came with it. Used by
 * one thread.
 */
final class Incoming<M extends HttpMessage> {

    /**
     * One for both directions: 8 KiB a line and 100 headers are far more than any peer sends. Each connection has a buffer for
     * what comes in, also while it is idle; large pieces go past it.
     */
    static final Http1Config LIMITS = Http1Config.custom()
            .setBufferSize(8 * 1024)
            .setMaxLineLength(8 * 1024)
            .setMaxHeaderCount(100)
            .setMaxEmptyLineCount(10)
            .build();

    /** HttpCore's own: larger pieces go past the buffer when it is empty. */
    private static final int LARGE = -1;

    private final Source source;
    private final HttpMessageParser<M> parser;
    private final SessionInputBufferImpl buffer = new SessionInputBufferImpl(
            new BasicHttpTransportMetrics(), LIMITS.getBufferSize(), LARGE, LIMITS.getMaxLineLength(), null);

    private Incoming(InputStream in, HttpMessageParser<M> parser) {
        this.source = new Source(in);
        this.parser = parser;
    }

    /** What a host sends. */
    static Incoming<ClassicHttpRequest> requests(InputStream in) {
        return new Incoming<>(in, new DefaultHttpRequestParser(LIMITS, Lines.OF_REQUESTS, new Requests()));
    }

    /** What a plugin answers. */
    static Incoming<ClassicHttpResponse> answers(InputStream in) {
        return new Incoming<>(in, new DefaultHttpResponseParser(LIMITS, Lines.OF_ANSWERS, null));
    }

    /** HttpCore takes each path apart as a URI and puts it together again, which costs more than all the rest of the head. */
    private static final class Requests extends DefaultClassicHttpRequestFactory {

        @Override
        public ClassicHttpRequest newHttpRequest(String method, String uri) {
            boolean path = uri.startsWith("/") && !uri.startsWith("//");
            return path ? new BasicClassicHttpRequest(method, (HttpHost) null, uri) : super.newHttpRequest(method, uri);
        }
    }

    /**
     * Waits for the next head.
     *
     * @return null at the end of the connection
     * @throws HttpException if it is none that can be understood; a MessageConstraintException or an IllegalArgumentException
     *     may say so too. {@link Finding} has the words
     */
    @Nullable
    M head() throws IOException, HttpException {
        M message = parser.parse(buffer, source);
        ProtocolVersion version = message == null ? null : message.getVersion();
        if (version != null && version.greaterEquals(HttpVersion.HTTP_2)) {
            throw new Finding("the version of HTTP is 2 or later");
        }
        return message;
    }

    /** The body behind the head that came last, of that {@link Framing#length}. */
    BodyStream body(long length) {
        if (length == ContentLengthStrategy.CHUNKED) {
            return new BodyStream(new ChunkedInputStream(new ChunkLines(buffer), source, LIMITS), length);
        }
        return new BodyStream(
                length == ContentLengthStrategy.UNDEFINED
                        ? new IdentityInputStream(buffer, source)
                        : new ContentLengthInputStream(buffer, source, length),
                length);
    }

    /** Whether the peer has said its last: HttpCore takes the end of the connection for the end of a line. */
    boolean ended() {
        return source.ended;
    }

    /** Whether nothing was read too much. */
    boolean isEmpty() {
        return buffer.length() == 0;
    }

    private static final class Source extends BlockInput {

        private final InputStream in;
        private boolean ended;

        Source(InputStream in) {
            this.in = in;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int count = in.read(bytes, offset, length);
            ended |= count < 0;
            return count;
        }
    }
}
