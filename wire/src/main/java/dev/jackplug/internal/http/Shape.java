package dev.jackplug.internal.http;

import java.util.Map;
import org.apache.hc.core5.util.CharArrayBuffer;

/** What a line looks like, without a word of it: whoever writes no HTTP may have written a secret. */
final class Shape {

    private static final Map<String, String> BEGINNINGS = Map.of(
            "{", "JSON",
            "[", "JSON",
            "\"", "JSON",
            "<", "HTML",
            "SSH-", "SSH",
            "HTTP/", "HTTP",
            "\u0015\u0003", "TLS",
            "\u0016\u0003", "TLS");

    private Shape() {}

    /** For a message: {@code 20 bytes that begin like JSON}. */
    static String of(CharArrayBuffer line) {
        String text = line.toString();
        String bytes = line.length() + " bytes";
        return BEGINNINGS.entrySet().stream()
                .filter(known -> text.startsWith(known.getKey()))
                .findFirst()
                .map(known -> bytes + " that begin like " + known.getValue())
                .orElse(bytes);
    }
}
