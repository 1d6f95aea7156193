package dev.jackplug.internal.http;

import dev.jackplug.internal.socket.ChannelSocket;
import dev.jackplug.internal.socket.Deadline;
import dev.jackplug.internal.socket.Dialer;
import dev.jackplug.internal.socket.TlsClient;
import dev.jackplug.protocol.Address;
import dev.jackplug.protocol.MediaTypes;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.impl.DefaultConnectionReuseStrategy;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.impl.io.DefaultHttpResponseParserFactory;
import org.apache.hc.core5.http.impl.io.SocketHolder;
import org.apache.hc.core5.http.io.SessionInputBuffer;
import org.apache.hc.core5.http.io.entity.EntityTemplate;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.jspecify.annotations.Nullable;

/**
 * One connection to a plugin. Its life: {@link #open}, then any number of {@link #exchange} whose bodies are read to the
 * end, then {@link #close}. One thread at a time; {@code close} may come from any thread and ends what is under way.
 */
public final class HttpConnection implements Closeable {

    /** What moby sends on unix sockets, where no host name applies; plugins' servers refuse an empty one. */
    private static final String UNIX_HOST = "plugin.moby.localhost";

    private static final Header USER_AGENT = WrittenHeader.of(HttpHeaders.USER_AGENT, "jackplug");

    private static final Header ACCEPT = WrittenHeader.of(HttpHeaders.ACCEPT, MediaTypes.V1_2);

    private static final String CUT_HEAD = "the plugin closed the connection inside the head of its answer";

    private static final int MAX_INTERIM = 16;

    private static final int UPLOAD_PIECE = 64 * 1024;

    private final ChannelSocket socket;
    private final InputStream input;
    private final Core core;
    private final WatchedSocket watched;
    private final Header host;
    private @Nullable BodyStream body;
    private boolean keepAlive = true;
    private long sentBefore;

    HttpConnection(ChannelSocket socket, Socket stream, String host) throws IOException {
        this.socket = socket;
        this.input = stream.getInputStream();
        this.core = new Core();
        this.host = WrittenHeader.of(HttpHeaders.HOST, host);
        this.watched = new WatchedSocket(stream);
        core.bind(watched);
    }

    /**
     * Connects, and shakes hands where the address says TLS.
     *
     * @param tls how to shake hands; null when the address does not say TLS
     * @throws IOException if that fails, {@link javax.net.ssl.SSLException} for TLS; {@link Deadline#passed()} tells
     *     whether time ran out
     */
    public static HttpConnection open(Address address, @Nullable TlsClient tls, Deadline deadline) throws IOException {
        ChannelSocket socket = Dialer.dial(address, deadline);
        try {
            if (address instanceof Address.Tls secured) {
                Socket stream = Objects.requireNonNull(tls).connect(socket, secured.host(), secured.port());
                return new HttpConnection(socket, stream, authority(address, "https://"));
            }
            String host = address instanceof Address.Tcp ? authority(address, "tcp://") : UNIX_HOST;
            return new HttpConnection(socket, socket, host);
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    private static String authority(Address address, String scheme) {
        return address.toString().substring(scheme.length());
    }

    /**
     * Sends a request and waits for the head of the answer.
     *
     * @throws BadHttpException if the answer is no HTTP that can be trusted
     * @throws IOException if the connection breaks, or is closed by another thread
     */
    public HttpAnswer exchange(HttpRequest request) throws IOException {
        begin();
        try {
            ClassicHttpRequest message = message(request);
            send(message);
            return answerTo(message);
        } catch (HttpException e) {
            throw untrusted(e);
        }
    }

    /**
     * Sends bytes as they are, each piece on its own, and waits for the head of the answer: for judging what a plugin makes of
     * requests that no host of ours sends.
     *
     * @param pieces characters are bytes, ISO 8859-1
     * @throws IOException as for a request
     */
    public HttpAnswer exchange(String... pieces) throws IOException {
        begin();
        try {
            for (String piece : pieces) {
                send(piece);
            }
            return answerTo(new BasicClassicHttpRequest("POST", "/"));
        } catch (HttpException e) {
            throw untrusted(e);
        }
    }

    private void begin() {
        keepAlive = false;
        body = null;
        sentBefore = socket.sent();
    }

    /** Sends the beginning of what {@link #exchange(String...)} sends the rest of. */
    public void send(String piece) throws IOException {
        OutputStream out = watched.getOutputStream();
        out.write(piece.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    private HttpAnswer answerTo(ClassicHttpRequest message) throws IOException, HttpException {
        ClassicHttpResponse response = receiveHead();
        if (response.getCode() != HttpStatus.SC_NO_CONTENT && response.getCode() != HttpStatus.SC_NOT_MODIFIED) {
            core.receiveResponseEntity(response);
        }
        HttpEntity entity = response.getEntity();
        body = BodyStream.of(entity);
        // These have no body by definition, and some plugins send one all the same: nothing may follow on its
        // heels.
        keepAlive = entity != null
                && DefaultConnectionReuseStrategy.INSTANCE.keepAlive(message, response, HttpCoreContext.create());
        return new HttpAnswer(response, body);
    }

    /** Without the cause, which may repeat what the plugin sent. */
    private static BadHttpException untrusted(Exception e) {
        return new BadHttpException("the answer is no HTTP that can be trusted: " + Finding.of(e));
    }

    private ClassicHttpRequest message(HttpRequest request) {
        ClassicHttpRequest message = new BasicClassicHttpRequest(request.method(), (HttpHost) null, request.path());
        message.addHeader(host);
        message.addHeader(USER_AGENT);
        if (request.length() < 0) {
            message.addHeader(WrittenHeader.CHUNKED);
        } else {
            message.addHeader(HttpHeaders.CONTENT_LENGTH, Long.toString(request.length()));
        }
        message.addHeader(ACCEPT);
        InputStream upload = request.upload();
        message.setEntity(
                upload == null ? request.entity() : new EntityTemplate(-1, null, null, out -> pour(upload, out)));
        return message;
    }

    /**
     * Sends what is read. When reading fails, the connection is closed first: otherwise HttpCore would end the chunks, and the
     * plugin take the beginning for the whole.
     */
    private void pour(InputStream upload, OutputStream out) throws IOException {
        byte[] piece = new byte[UPLOAD_PIECE];
        for (int n = read(upload, piece); n >= 0; n = read(upload, piece)) {
            out.write(piece, 0, n);
        }
    }

    private int read(InputStream upload, byte[] piece) throws IOException {
        boolean done = false;
        try {
            int count = upload.read(piece);
            done = true;
            return count;
        } finally {
            if (!done) {
                socket.close();
            }
        }
    }

    private void send(ClassicHttpRequest message) throws IOException, HttpException {
        try {
            core.sendRequestHeader(message);
            core.sendRequestEntity(message);
            core.flush();
        } catch (IOException e) {
            // A plugin may answer and close before it has read everything; that answer says more than "broken pipe".
            if (socket.isClosed() || socket.sent() == sentBefore) {
                throw e;
            }
        }
    }

    private ClassicHttpResponse receiveHead() throws IOException {
        try {
            for (int i = 0; i < MAX_INTERIM; i++) {
                ClassicHttpResponse response = core.receiveResponseHeader();
                if (watched.ended()) {
                    throw new IOException(CUT_HEAD);
                }
                if (response.getCode() >= 200) {
                    return response;
                }
            }
        } catch (NoHttpResponseException e) {
            throw new IOException("the plugin closed the connection without an answer", e);
        } catch (HttpException | MessageConstraintException | IllegalArgumentException e) {
            // HttpCore takes the end of the connection for the end of a line.
            throw watched.ended() ? new IOException(CUT_HEAD) : untrusted(e);
        }
        throw new BadHttpException("the plugin sent " + MAX_INTERIM + " interim answers and no final one");
    }

    /** Whether anything of the last request left this process. */
    public boolean sentAnything() {
        return socket.sent() > sentBefore;
    }

    /** Whether the last exchange ended cleanly, so that another may follow. */
    public boolean reusable() {
        boolean nothingLeft = core.nothingLeft() && nothingDecrypted() && socket.drained();
        return keepAlive && body != null && body.ended() && nothingLeft && !socket.isClosed();
    }

    /** TLS takes a whole record from the socket and gives it out in pieces. Of a plain socket it costs no look at the kernel. */
    private boolean nothingDecrypted() {
        try {
            return input.available() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** Says when to look for an answer before going to sleep: {@link ChannelSocket#eager}. */
    public void eager(BooleanSupplier eager) {
        socket.eager(eager);
    }

    /** Whether the peer has kept an idle connection open and said nothing. Does not block. */
    public boolean quiet() {
        return socket.quiet();
    }

    /** Closes at once, without the farewell of TLS, which could block. */
    @Override
    public void close() throws IOException {
        socket.close();
    }

    /** HttpCore's connection, with a look at what it has read too much. */
    private static final class Core extends DefaultBHttpClientConnection {

        private static final DefaultHttpResponseParserFactory ANSWERS =
                new DefaultHttpResponseParserFactory(Framing.LIMITS, Lines.OF_ANSWERS, null);

        private @Nullable SessionInputBuffer input;

        Core() {
            super(Framing.LIMITS, null, null, Framing.STRICT, Framing.STRICT, null, ANSWERS);
        }

        @Override
        protected InputStream createContentInputStream(long length, SessionInputBuffer buffer, InputStream in) {
            input = buffer;
            return super.createContentInputStream(length, ChunkLines.of(length, buffer), in);
        }

        /** Opens up a method that HttpCore keeps to itself. */
        @Override
        protected void bind(SocketHolder holder) throws IOException {
            super.bind(holder);
        }

        boolean nothingLeft() {
            return input == null || input.length() == 0;
        }
    }
}
