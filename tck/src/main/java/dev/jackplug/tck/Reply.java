package dev.jackplug.tck;

import java.nio.charset.StandardCharsets;

/** The bytes of an ordinary HTTP/1.1 answer. */
final class Reply {

    /** What plugins built with docker/go-plugins-helpers answer with (protocol §2.3). */
    static final String PLUGIN_MEDIA_TYPE = "application/vnd.docker.plugins.v1.1+json";

    static final String OK = "HTTP/1.1 200 OK\r\nContent-Type: " + PLUGIN_MEDIA_TYPE + "\r\n";

    static final String CHUNKED_HEAD = OK + "Transfer-Encoding: chunked\r\n\r\n";

    private Reply() {}

    static byte[] of(int status, String mediaType, String body) {
        if (status == 204 || status == 304) {
            return ascii(statusLine(status) + "\r\n");
        }
        return joined(statusLine(status) + "Content-Type: " + mediaType + "\r\n", utf8(body));
    }

    /** The given head lines, the length of the body, the body. */
    static byte[] joined(String headLines, byte[] body) {
        byte[] head = ascii(headLines + "Content-Length: " + body.length + "\r\n\r\n");
        return concatenated(head, body);
    }

    static byte[] chunk(String text) {
        byte[] body = utf8(text);
        byte[] sized = concatenated(ascii(Integer.toHexString(body.length) + "\r\n"), body);
        return concatenated(sized, ascii("\r\n"));
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] concatenated(byte[] first, byte[] second) {
        byte[] all = new byte[first.length + second.length];
        System.arraycopy(first, 0, all, 0, first.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }

    private static String statusLine(int status) {
        return "HTTP/1.1 " + status + " " + reason(status) + "\r\n";
    }

    private static String reason(int status) {
        return switch (status) {
            case 200 -> "OK";
            case 204 -> "No Content";
            case 400 -> "Bad Request";
            case 404 -> "Not Found";
            case 500 -> "Internal Server Error";
            default -> "Scripted";
        };
    }
}
