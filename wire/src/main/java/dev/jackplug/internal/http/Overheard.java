package dev.jackplug.internal.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.hc.core5.http.ContentLengthStrategy;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpMessage;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.MessageConstraintException;
import org.jspecify.annotations.Nullable;

/**
 * The messages of one direction of a connection between two others, as they go by. Reads no further ahead than a
 * message and what came with it. Used by one thread.
 */
public final class Overheard {

    private final Incoming<? extends HttpMessage> incoming;

    private Overheard(Incoming<? extends HttpMessage> incoming) {
        this.incoming = incoming;
    }

    /** Reads what a host sends. */
    public static Overheard requests(InputStream in) {
        return new Overheard(Incoming.requests(in));
    }

    /** Reads what a plugin answers to requests that are not HEAD. */
    public static Overheard answers(InputStream in) {
        return new Overheard(Incoming.answers(in));
    }

    /**
     * A message whose head has come. The body is to be read to its end before the next message.
     *
     * @param line the request line; of an answer, its reason
     * @param status of an answer; 0 for a request
     * @param headers names and values in order, as they were written
     * @param framing how the body is delimited: {@code content-length}, {@code chunked}, {@code close} or {@code none}
     */
    public record Message(
            String line, int status, List<Map.Entry<String, String>> headers, String framing, BodyStream body) {

        public Message {
            headers = List.copyOf(headers);
        }
    }

    /**
     * Waits for the head of the next message; passes over interim answers.
     *
     * @return null at the end of the connection
     * @throws BadHttpException if it is no HTTP that can be understood; nothing more can be read then
     */
    public @Nullable Message next() throws IOException {
        try {
            HttpMessage message = incoming.head();
            while (message instanceof HttpResponse interim && interim.getCode() < HttpStatus.SC_SUCCESS) {
                if (interim.getCode() == HttpStatus.SC_SWITCHING_PROTOCOLS) {
                    throw new BadHttpException("the connection goes on with another protocol");
                }
                message = incoming.head();
            }
            return message == null ? null : read(message);
        } catch (HttpException | MessageConstraintException | IllegalArgumentException e) {
            throw new BadHttpException(Finding.of(e));
        }
    }

    private Message read(HttpMessage message) throws HttpException {
        List<Map.Entry<String, String>> headers =
                Arrays.stream(message.getHeaders()).map(Overheard::pair).toList();
        if (message instanceof HttpResponse answer) {
            boolean bodiless = Framing.bodiless(answer);
            long length = bodiless ? 0 : Framing.of(answer).length();
            String reason = answer.getReasonPhrase() == null ? "" : answer.getReasonPhrase();
            String framing = bodiless ? "none" : framing(length);
            return new Message(reason, answer.getCode(), headers, framing, incoming.body(length));
        }
        HttpRequest request = (HttpRequest) message;
        Framing framing = Framing.of(request);
        String line = request.getMethod() + " " + request.getRequestUri() + " " + request.getVersion();
        return framing.delimited()
                ? new Message(line, 0, headers, framing(framing.length()), incoming.body(framing.length()))
                : new Message(line, 0, headers, "none", BodyStream.none());
    }

    private static Map.Entry<String, String> pair(Header header) {
        return Map.entry(header.getName(), header.getValue() == null ? "" : header.getValue());
    }

    private static String framing(long length) {
        if (length == ContentLengthStrategy.CHUNKED) {
            return "chunked";
        }
        return length == ContentLengthStrategy.UNDEFINED ? "close" : "content-length";
    }
}
