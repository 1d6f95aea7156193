package dev.jackplug.sdk;

import dev.jackplug.internal.http.BadHttpException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** The query of an upload's URL: {@code id=...&parent=...}. */
final class Query {

    private Query() {}

    /**
     * The parameters, unescaped; of one that is repeated the first, as in Go.
     *
     * @throws BadHttpException if an escape is none
     */
    static Map<String, String> parse(String query) throws BadHttpException {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : query.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            if (!pair.isEmpty()) {
                parameters.putIfAbsent(unescaped(parts[0]), parts.length > 1 ? unescaped(parts[1]) : "");
            }
        }
        return parameters;
    }

    private static String unescaped(String text) throws BadHttpException {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            // Without a word of it, nor the cause, which repeats some: it may hold a secret.
            throw new BadHttpException("the query of the URL has a broken escape");
        }
    }
}
