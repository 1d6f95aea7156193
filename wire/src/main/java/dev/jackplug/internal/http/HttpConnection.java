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
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.MessageConstraintException;
import org.jspecify.annotations.Nullable;

/**
 * One connection to a plugin. Its life: {@link #open}, then any number of {@link #exchange} whose bodies are read to the
 * end, then {@link #close}. One thread at a time; {@code close} may come from any thread and ends what is under way.
 */
public final class HttpConnection implements Closeable {

    /** What moby sends on unix sockets, where no host name applies; plugins' servers refuse an empty one. */
    private static final String UNIX_HOST = "plugin.moby.localhost";

    private static final byte[] ACCEPT = Outgoing.bytes("\r\nAccept: " + MediaTypes.V1_2 + "\r\n\r\n");

    private static final String CUT_HEAD = "the plugin closed the connection inside the head of its answer";

    private static final int MAX_INTERIM = 16;

    private static final int UPLOAD_PIECE = 64 * 1024;

    private final ChannelSocket socket;
    private final InputStream input;
    private final Incoming<ClassicHttpResponse> incoming;
    private final Outgoing outgoing;
    private final OutputStream output;
    private final byte[] sender;
    private @Nullable BodyStream body;
    private boolean keepAlive = true;
    private long sentBefore;

    HttpConnection(ChannelSocket socket, Socket stream, String host) throws IOException {
        this.socket = socket;
        this.input = stream.getInputStream();
        this.incoming = Incoming.answers(input);
        this.output = stream.getOutputStream();
        this.outgoing = new Outgoing(output);
        this.sender = Outgoing.bytes(" HTTP/1.1\r\nHost: " + host + "\r\nUser-Agent: jackplug\r\n");
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
            send(request);
            return answer();
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
            return answer();
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
        output.write(Outgoing.bytes(piece));
        output.flush();
    }

    private HttpAnswer answer() throws IOException, HttpException {
        HttpResponse head = receiveHead();
        if (Framing.bodiless(head)) {
            return new HttpAnswer(head, BodyStream.none()); // nothing may follow on the heels of one that is sent
        }
        Framing framing = Framing.of(head);
        keepAlive = framing.open() && framing.delimited();
        body = incoming.body(framing.length());
        return new HttpAnswer(head, body);
    }

    /** Without the cause, which may repeat what the plugin sent. */
    private static BadHttpException untrusted(Exception e) {
        return new BadHttpException("the answer is no HTTP that can be trusted: " + Finding.of(e));
    }

    /**
     * Sends what is read. When reading fails, the connection is closed first: otherwise the chunks would be ended, and the
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

    private void send(HttpRequest request) throws IOException {
        InputStream upload = request.upload();
        outgoing.begin(request.method()).add(request.path()).add(sender);
        try {
            if (upload == null) {
                outgoing.length(request.length()).add(ACCEPT).send(request.body());
                return;
            }
            try (OutputStream chunks = outgoing.chunked().add(ACCEPT).chunks()) {
                pour(upload, chunks);
            }
        } catch (IOException e) {
            // A plugin may answer and close before it has read everything; that answer says more than "broken pipe".
            if (socket.isClosed() || socket.sent() == sentBefore) {
                throw e;
            }
        }
    }

    private HttpResponse receiveHead() throws IOException {
        try {
            for (int i = 0; i < MAX_INTERIM; i++) {
                HttpResponse head = incoming.head();
                if (head == null) {
                    throw new IOException("the plugin closed the connection without an answer");
                }
                if (incoming.ended()) {
                    throw new IOException(CUT_HEAD);
                }
                if (head.getCode() >= HttpStatus.SC_OK) {
                    return head;
                }
            }
        } catch (HttpException | MessageConstraintException | IllegalArgumentException e) {
            throw incoming.ended() ? new IOException(CUT_HEAD) : untrusted(e);
        }
        throw new BadHttpException("the plugin sent " + MAX_INTERIM + " interim answers and no final one");
    }

    /** Whether anything of the last request left this process. */
    public boolean sentAnything() {
        return socket.sent() > sentBefore;
    }

    /** Whether the last exchange ended cleanly, so that another may follow. */
    public boolean reusable() {
        boolean nothingLeft = incoming.isEmpty() && nothingDecrypted() && socket.drained();
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
}
