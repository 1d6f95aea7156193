package dev.jackplug.tck;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One request as it arrived, byte for byte.
 *
 * @param requestLine first line, without its line end
 * @param headers header fields in order of arrival, names as they were written, values without surrounding blanks
 * @param body the body after chunks, if any, were put together
 * @param framing how the body was delimited: {@code content-length}, {@code chunked} or {@code none}
 * @param connection number of the connection it arrived on, from 1
 * @param head everything before the body as it arrived, blank line included, read as ISO 8859-1
 */
public record Received(
        String requestLine,
        List<Map.Entry<String, String>> headers,
        byte[] body,
        String framing,
        int connection,
        String head) {

    /** What an answer is given when it speaks before any request was read. */
    static final Received NOTHING = new Received("", List.of(), new byte[0], "none", 0, "");

    /** Copies the headers. */
    public Received {
        headers = List.copyOf(headers);
    }

    /** Full name of the service method, such as {@code VolumeDriver.Get}: the path without its leading slash. */
    public String method() {
        return path().startsWith("/") ? path().substring(1) : path();
    }

    /** The request target without its query; empty when the request line has none. */
    public String path() {
        String[] words = requestLine.split(" ", -1);
        return words.length < 2 ? "" : words[1].split("\\?", 2)[0];
    }

    /** The value of the first header of that name, in any letter case. */
    public Optional<String> header(String name) {
        return headers.stream()
                .filter(header -> header.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** The body, read as UTF-8. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
