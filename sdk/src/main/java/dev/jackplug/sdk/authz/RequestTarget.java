package dev.jackplug.sdk.authz;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The target of a request line, read as dockerd reads it: it matches its routes against the decoded path.
 *
 * @param version of the API, such as {@code 1.41}; empty when the path has none
 * @param path decoded, without the version
 * @param query decoded, with every value of a repeated key
 */
record RequestTarget(String version, String path, Map<String, List<String>> query) {

    /** {@code http://host/path}; Go takes {@code http:/path} too. */
    private static final Pattern ABSOLUTE = Pattern.compile("^[A-Za-z][A-Za-z0-9+.-]*:(?://[^/?]*)?");

    private static final Pattern BROKEN_ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2})");
    private static final Pattern VERSIONED = Pattern.compile("/v([0-9.]+)(/.*)", Pattern.DOTALL);

    /**
     * Reads a target.
     *
     * @throws UnreadableRequestException if an escape is none, or the query has a semicolon, which separates parameters for
     *     some versions of Go and drops one for others
     */
    static RequestTarget parse(String uri) {
        String target = ABSOLUTE.matcher(uri).replaceFirst("");
        int mark = target.indexOf('?');
        String path = decoded(mark < 0 ? target : target.substring(0, mark), false);
        Map<String, List<String>> query = query(mark < 0 ? "" : target.substring(mark + 1));
        Matcher versioned = VERSIONED.matcher(path);
        return versioned.matches()
                ? new RequestTarget(versioned.group(1), versioned.group(2), query)
                : new RequestTarget("", path, query);
    }

    private static Map<String, List<String>> query(String text) {
        if (text.contains(";")) {
            throw new UnreadableRequestException("its query has a semicolon, which has to be escaped");
        }
        Map<String, List<String>> query = new LinkedHashMap<>();
        for (String pair : text.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            if (!pair.isEmpty()) {
                query.computeIfAbsent(decoded(parts[0], true), key -> new ArrayList<>())
                        .add(parts.length > 1 ? decoded(parts[1], true) : "");
            }
        }
        return query;
    }

    private static String decoded(String text, boolean plusIsBlank) {
        if (BROKEN_ESCAPE.matcher(text).find()) {
            throw new UnreadableRequestException("its URL has a broken escape");
        }
        return URLDecoder.decode(plusIsBlank ? text : text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
