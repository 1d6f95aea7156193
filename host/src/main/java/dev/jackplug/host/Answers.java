package dev.jackplug.host;

import dev.jackplug.internal.http.HttpAnswer;
import dev.jackplug.internal.json.Json;
import dev.jackplug.internal.json.JsonException;
import dev.jackplug.protocol.DriverException;
import dev.jackplug.protocol.Manifest;
import dev.jackplug.protocol.MethodNotImplementedException;
import dev.jackplug.protocol.Printable;
import dev.jackplug.protocol.ProtocolException;
import dev.jackplug.protocol.Subsystem;
import dev.jackplug.protocol.Target;
import dev.jackplug.protocol.Unread;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Reads answers the way moby does, where moby is right (protocol §3.5). */
final class Answers {

    private static final int OK = 200;
    private static final int NOT_FOUND = 404;

    private Answers() {}

    /** Refuses every answer that is no success. Reads nothing of one that is. */
    static void checkSuccess(Target target, HttpAnswer answer, long cap) throws IOException {
        String encoding = answer.header("Content-Encoding").orElse("identity");
        if (!encoding.equalsIgnoreCase("identity")) {
            throw new ProtocolException(
                    target,
                    "the answer is compressed (" + Printable.of(encoding) + "), though no compression was asked for",
                    "Switch compression off in the plugin's server",
                    null);
        }
        if (answer.status() != OK) {
            throw failure(target, answer, cap);
        }
    }

    private static RuntimeException failure(Target target, HttpAnswer answer, long cap) throws IOException {
        int status = answer.status();
        if (status >= 300 && status < 400) {
            return new ProtocolException(
                    target,
                    "HTTP " + status + ", a redirect to "
                            + Printable.of(answer.header("Location").orElse("nowhere"))
                            + "; redirects are not followed",
                    "Write the address it leads to in the file that announces the plugin",
                    null);
        }
        byte[] body = answer.read(cap);
        String text = new String(body, StandardCharsets.UTF_8);
        String error = Json.errorText(body, Subsystem.ERR).orElse(text);
        if (status == NOT_FOUND) {
            return new MethodNotImplementedException(target, error);
        }
        if (status < 300 && error.equals(text)) {
            return new ProtocolException(
                    target, "HTTP " + status + "; success is exactly 200", "This is a defect of the plugin", null);
        }
        return new DriverException(target, status, error, text);
    }

    /** Reads a success: one JSON value, and no error beside it. */
    static <R> R decode(Target target, HttpAnswer answer, Class<R> type, String errorKey, long cap) throws IOException {
        checkSuccess(target, answer, cap);
        byte[] body = answer.read(cap);
        if (type == Unread.class) {
            return type.cast(Unread.UNREAD);
        }
        Json.Reply<R> reply;
        try {
            reply = Json.reply(body, type, errorKey);
        } catch (JsonException e) {
            throw new ProtocolException(
                    target,
                    "the answer is not the JSON it should be: " + e.getMessage() + "; it is "
                            + described(answer, body, type),
                    "This is a defect of the plugin, or it is another kind of plugin",
                    e);
        }
        if (!reply.error().isEmpty()) {
            throw new DriverException(target, OK, reply.error(), new String(body, StandardCharsets.UTF_8));
        }
        return reply.value();
    }

    /** Shows what was said in a handshake; any other answer may hold secrets. */
    private static String described(HttpAnswer answer, byte[] body, Class<?> type) {
        if (body.length == 0) {
            return "empty";
        }
        if (type != Manifest.class) {
            return body.length + " bytes of "
                    + Printable.of(answer.header("Content-Type").orElse("an unknown type"));
        }
        String text = new String(body, 0, Math.min(body.length, 80), StandardCharsets.UTF_8);
        return body.length + " bytes that begin with: " + Printable.of(text);
    }
}
