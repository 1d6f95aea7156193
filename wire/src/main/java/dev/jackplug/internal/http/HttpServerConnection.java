package dev.jackplug.internal.http;

import dev.jackplug.internal.socket.ChannelSocket;
import dev.jackplug.protocol.MediaTypes;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import javax.net.ssl.SSLSocket;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.HttpVersion;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.impl.EnglishReasonPhraseCatalog;
import org.jspecify.annotations.Nullable;

/**
 * One connection from a host. Its life: {@link #receive} and {@link #answer} in turn, until there is nothing more to
 * receive. Takes what real hosts send: an empty {@code Host}, a path as {@code Host}, no Content-Type (protocol §2.2).
 */
public final class HttpServerConnection {

    private static final byte[] CONTINUE = Outgoing.bytes("HTTP/1.1 100 Continue\r\n\r\n");

    private static final byte[] SUCCESS = written(HttpStatus.SC_OK);

    private static final byte[] MORE = Outgoing.bytes("\r\n\r\n");

    private static final byte[] LAST = Outgoing.bytes("\r\nConnection: close\r\n\r\n");

    private final ChannelSocket socket;
    private final Socket stream;
    private final Incoming<ClassicHttpRequest> incoming;
    private final Outgoing outgoing;
    private boolean open;
    private boolean headAlone;

    /**
     * Reads and writes a connection, which stays its owner's to close.
     *
     * @param socket the connection itself
     * @param stream what is read and written: the same socket, or TLS over it
     */
    public HttpServerConnection(ChannelSocket socket, Socket stream) throws IOException {
        this.socket = socket;
        this.stream = stream;
        this.incoming = Incoming.requests(stream.getInputStream());
        this.outgoing = new Outgoing(stream.getOutputStream());
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
        open = true; // what is no request has no say in how it is answered
        headAlone = false;
        try {
            ClassicHttpRequest head = incoming.head();
            if (head == null) {
                return null;
            }
            headAlone = head.getMethod().equals("HEAD");
            Framing framing = Framing.of(head);
            // HTTP/1.0 may wait for the end of the connection as the end of the answer.
            open = framing.open() && head.getVersion().greaterEquals(HttpVersion.HTTP_1_1);
            if (head.containsHeader(HttpHeaders.EXPECT)) {
                outgoing.begin(CONTINUE).send(Outgoing.NOTHING);
            }
            String target = head.getRequestUri();
            int mark = target.indexOf('?');
            String path = mark < 0 ? target : target.substring(0, mark);
            String query = mark < 0 ? "" : target.substring(mark + 1);
            BodyStream body = framing.delimited() ? incoming.body(framing.length()) : BodyStream.none();
            return new Received(head.getMethod(), path, query, body);
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
        boolean more = open && !last;
        outgoing.begin(start(status)).length(body.length).add(end(more)).send(headAlone ? Outgoing.NOTHING : body);
        return more;
    }

    /**
     * Answers the request with bytes as they are made.
     *
     * @param last whether to close the connection after it, whatever the host would like
     * @return whether another request may follow
     */
    public boolean stream(int status, BodyWriter body, boolean last) throws IOException {
        boolean more = open && !last;
        outgoing.begin(start(status)).chunked().add(end(more));
        try (OutputStream chunks = outgoing.chunks()) {
            body.writeTo(chunks);
        }
        return more;
    }

    private static byte[] start(int status) {
        return status == HttpStatus.SC_OK ? SUCCESS : written(status);
    }

    private static byte[] written(int status) {
        String reason = EnglishReasonPhraseCatalog.INSTANCE.getReason(status, null);
        return Outgoing.bytes("HTTP/1.1 " + status + " " + reason + "\r\nContent-Type: " + MediaTypes.V1_2 + "\r\n");
    }

    private static byte[] end(boolean more) {
        return more ? MORE : LAST;
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
