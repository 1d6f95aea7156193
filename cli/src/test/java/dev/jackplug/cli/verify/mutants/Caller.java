package dev.jackplug.cli.verify.mutants;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A host that writes down what it hears. */
final class Caller {

    private static final String HEAD = "Host: caller\r\nAccept: */*\r\nContent-Type: application/json\r\n";

    private final Path socket;
    private final StringBuilder heard = new StringBuilder();

    Caller(Path socket) {
        this.socket = socket;
    }

    /** What was heard so far, without times and places. */
    String heard() {
        return heard.toString()
                .replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z", "TIME")
                .replace(socket.getParent().toString(), "FOLDER");
    }

    void note(Object thing) {
        heard.append(thing).append('\n');
    }

    SocketChannel connect() throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        channel.connect(UnixDomainSocketAddress.of(socket));
        return channel;
    }

    /** Calls, and writes down the answer. */
    Answer call(String method, String body) throws IOException {
        try (SocketChannel channel = connect()) {
            return send(channel, request(method, HEAD, body));
        }
    }

    static String request(String method, String head, String body) {
        int length = body.getBytes(StandardCharsets.UTF_8).length;
        return "POST /" + method + " HTTP/1.1\r\n" + head + "Content-Length: " + length + "\r\n\r\n" + body;
    }

    /** Sends pieces of a request, each after a moment, and writes down the answer. */
    Answer send(SocketChannel channel, String... pieces) throws IOException {
        for (String piece : pieces) {
            Doors.pause(piece.equals(pieces[0]) ? 0 : 100);
            say(channel, piece);
        }
        return hear(new Messages(Channels.newInputStream(channel)));
    }

    /** Sends two requests at once and no more, and writes down both answers. */
    void sendBoth(SocketChannel channel, String first, String second) throws IOException {
        say(channel, first + second);
        channel.shutdownOutput();
        Messages messages = new Messages(Channels.newInputStream(channel));
        hear(messages);
        hear(messages);
    }

    private static void say(SocketChannel channel, String text) {
        try {
            Channels.newOutputStream(channel).write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // It is closed, which will be heard.
        }
    }

    private Answer hear(Messages messages) {
        Answer answer;
        try {
            Answer head = messages.answer();
            answer = head.stream() == null ? head : head.bytes(bytes -> bytes);
        } catch (IOException e) {
            answer = new Answer(0, "", "closed".getBytes(StandardCharsets.UTF_8), null);
        }
        note(answer.status() + " " + answer.type() + " " + new String(answer.body(), StandardCharsets.UTF_8).strip());
        return answer;
    }
}
