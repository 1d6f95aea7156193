package dev.jackplug.internal.http;

import dev.jackplug.internal.socket.ChannelSocket;
import dev.jackplug.protocol.MediaTypes;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import javax.net.ssl.SSLSocket;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.HttpVersion;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.impl.DefaultConnectionReuseStrategy;
import org.apache.hc.core5.http.impl.io.DefaultBHttpServerConnection;
import org.apache.hc.core5.http.impl.io.DefaultClassicHttpRequestFactory;
import org.apache.hc.core5.http.impl.io.DefaultHttpRequestParserFactory;
import org.apache.hc.core5.http.io.SessionInputBuffer;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityTemplate;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.apache.hc.core5.http.message.BasicClassicHttpResponse;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.jspecify.annotations.Nullable;

/**
 * One connection from a host. Its life: {@link #receive} and {@link #answer} in turn, until there is nothing more to
 * receive. Takes what real hosts send: an empty {@code Host}, a path as {@code Host}, no Content-Type (protocol §2.2).
 */
public final class HttpServerConnection {

    private static final Header TYPE = WrittenHeader.of(HttpHeaders.CONTENT_TYPE, MediaTypes.V1_2);

    private final ChannelSocket socket;
    private final Socket stream;
    private final Core core;
    private @Nullable ClassicHttpRequest request;

    /**
     * Reads and writes a connection, which stays its owner's to close.
     *
     * @param socket the connection itself
     * @param stream what is read and written: the same socket, or TLS over it
     */
    public HttpServerConnection(ChannelSocket socket, Socket stream) throws IOException {
        this.socket = socket;
        this.stream = stream;
        this.core = new Core();
        core.bind(stream);
    }

    /**
     * A request whose head has come. The body is read from the connection as it is asked for.
     *
     * @param verb the HTTP method, {@code POST} from every host
     * @param path with its leading slash, without the query
     * @param query what follows the question mark, still escaped; empty when there is none
     */
    public record Received(String verb, String path, String query, BodyStream body) {

        /**
         * Reads the whole body.
         *
         * @param cap how many bytes it may have
         * @throws BadHttpException if it is no HTTP that can be trusted, or too large
         */
        public byte[] read(long cap) throws IOException {
            return body.read(
                    cap, () -> new TooLargeException("the body is larger than the " + cap + " bytes that are taken"));
        }
    }

    /** HttpCore takes each path apart as a URI and puts it together again, which costs more than all the rest of the head. */
    private static final class Requests extends DefaultClassicHttpRequestFactory {

        private static final DefaultHttpRequestParserFactory PARSERS =
                new DefaultHttpRequestParserFactory(Framing.LIMITS, Lines.OF_REQUESTS, new Requests());

        @Override
        public ClassicHttpRequest newHttpRequest(String method, String uri) {
            boolean path = uri.startsWith("/") && !uri.startsWith("//");
            return path ? new BasicClassicHttpRequest(method, (HttpHost) null, uri) : super.newHttpRequest(method, uri);
        }
    }

    /** HttpCore's connection, with an eye on the sizes of chunks. */
    private static final class Core extends DefaultBHttpServerConnection {

        Core() {
            super("http", Framing.LIMITS, null, null, Framing.STRICT, Framing.STRICT, Requests.PARSERS, null);
        }

        @Override
        protected InputStream createContentInputStream(long length, SessionInputBuffer buffer, InputStream in) {
            return super.createContentInputStream(length, ChunkLines.of(length, buffer), in);
        }
    }

    /** Writes a body of any length. */
    @FunctionalInterface
    public interface BodyWriter {

        /** Writes it all. Whoever fails here closes the socket first: otherwise what was written would look whole. */
        void writeTo(OutputStream out) throws IOException;
    }

    /** The body has more bytes than allowed. */
    public static final class TooLargeException extends BadHttpException {

        private static final long serialVersionUID = 1;

        TooLargeException(String message) {
            super(message);
        }
    }

    /**
     * Waits for the head of the next request.
     *
     * @return the request; null when the host has closed the connection
     * @throws BadHttpException if it is no HTTP that can be trusted
     */
    public @Nullable Received receive() throws IOException {
        request = null; // what is no request has no say in how it is answered
        try {
            ClassicHttpRequest next = core.receiveRequestHeader();
            if (next == null) {
                return null;
            }
            request = next;
            core.receiveRequestEntity(next);
            if (next.containsHeader(HttpHeaders.EXPECT)) {
                core.sendResponseHeader(new BasicClassicHttpResponse(HttpStatus.SC_CONTINUE));
                core.flush();
            }
            String target = next.getRequestUri();
            int mark = target.indexOf('?');
            String path = mark < 0 ? target : target.substring(0, mark);
            String query = mark < 0 ? "" : target.substring(mark + 1);
            return new Received(next.getMethod(), path, query, BodyStream.of(next.getEntity()));
        } catch (HttpException | MessageConstraintException | IllegalArgumentException e) {
            throw new BadHttpException(Finding.of(e));
        } catch (ConnectionClosedException e) {
            return null;
        }
    }

    /**
     * Answers the request; one for the head alone is told of the body and not sent it.
     *
     * @param last whether to close the connection after it, whatever the host would like
     * @return whether another request may follow
     */
    public boolean answer(int status, byte[] body, boolean last) throws IOException {
        ClassicHttpResponse response = response(status);
        response.addHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length));
        if (request == null || !request.getMethod().equals("HEAD")) {
            response.setEntity(new ByteArrayEntity(body, null));
        }
        return send(response, last);
    }

    /**
     * Answers the request with bytes as they are made.
     *
     * @param last whether to close the connection after it, whatever the host would like
     * @return whether another request may follow
     */
    public boolean stream(int status, BodyWriter body, boolean last) throws IOException {
        ClassicHttpResponse response = response(status);
        response.addHeader(WrittenHeader.CHUNKED);
        response.setEntity(new EntityTemplate(-1, null, null, body::writeTo));
        return send(response, last);
    }

    private static ClassicHttpResponse response(int status) {
        ClassicHttpResponse response = new BasicClassicHttpResponse(status);
        response.addHeader(TYPE);
        return response;
    }

    private boolean send(ClassicHttpResponse response, boolean last) throws IOException {
        boolean more = !last
                && DefaultConnectionReuseStrategy.INSTANCE.keepAlive(request, response, HttpCoreContext.create())
                && !waitsForTheEnd();
        if (!more) {
            response.addHeader(HttpHeaders.CONNECTION, "close");
        }
        try {
            core.sendResponseHeader(response);
            core.sendResponseEntity(response);
            core.flush();
        } catch (HttpException e) {
            throw new IOException("the answer could not be written", e);
        }
        return more;
    }

    /** HTTP/1.0 ends an answer by closing; HttpCore looks at the version of the answer alone. */
    private boolean waitsForTheEnd() {
        return request != null
                && request.getVersion() != null
                && request.getVersion().lessEquals(HttpVersion.HTTP_1_0);
    }

    /**
     * Says that nothing more will be sent, and reads what the host still sends until it closes. Closing at once would
     * make the kernel throw away an answer that the host has not read yet.
     */
    public void linger() throws IOException {
        if (stream instanceof SSLSocket tls) {
            tls.shutdownOutput();
        }
        socket.shutdownOutput();
        socket.getInputStream().transferTo(OutputStream.nullOutputStream());
    }
}
