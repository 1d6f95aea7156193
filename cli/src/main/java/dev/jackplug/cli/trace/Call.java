package dev.jackplug.cli.trace;

import dev.jackplug.internal.json.Json;
import dev.jackplug.internal.json.JsonException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A call as a recording holds it, without secrets.
 *
 * @param sequence number in the recording, from 1
 * @param connection number of the connection it came on
 * @param number the how-manieth of that connection, from 1
 * @param begun when the request came, in seconds since the recording began
 * @param asked when the request had come whole
 * @param ended when the answer had come whole, or the connection ended
 * @param answer null when there was none
 */
public record Call(
        long sequence,
        int connection,
        int number,
        double begun,
        double asked,
        double ended,
        Part request,
        @Nullable Part answer) {

    /**
     * A request or an answer.
     *
     * @param line the request line; of an answer, its reason
     * @param status of an answer; 0 for a request
     * @param headers pairs of name and value
     * @param body empty unless it is {@code whole}
     * @param length bytes of the body as it came
     * @param whole whether the recording holds the body
     */
    public record Part(
            String line,
            int status,
            List<List<String>> headers,
            String framing,
            String body,
            long length,
            boolean whole) {

        public Part {
            headers = List.copyOf(headers);
        }

        /** The body for people: on one line, or how long it is. */
        public String shown() {
            return whole ? body.strip() : "(" + length + " bytes)";
        }
    }

    /** The service method, such as {@code VolumeDriver.Get}. */
    public String method() {
        return target().split("\\?", 2)[0].replaceFirst("^/", "");
    }

    /** The path, with its query. */
    String target() {
        String[] words = request.line().split(" ", -1);
        return words.length < 2 ? request.line() : words[1];
    }

    /** How long it took, in milliseconds. */
    public double millis() {
        return (ended - begun) * 1000;
    }

    /** What went wrong by the answer; empty when nothing did. */
    public String error() {
        if (answer == null) {
            return "no answer";
        }
        if (!answer.whole()) {
            return answer.status() == 200 ? "" : "refused";
        }
        String key = method().startsWith("IpamDriver.") ? "Error" : "Err";
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        if (answer.status() != 200) {
            return Json.errorText(body, key).orElse(answer.body().strip());
        }
        try {
            Json.Reply<Object> reply = Json.reply(body, Object.class, key);
            boolean denied = method().startsWith("AuthZPlugin.")
                    && reply.value() instanceof Map<?, ?> map
                    && !Boolean.TRUE.equals(map.get("Allow"));
            return denied && reply.error().isEmpty() ? "denied" : reply.error();
        } catch (JsonException e) {
            return body.length == 0 ? "an empty answer" : "no JSON";
        }
    }
}
