package dev.jackplug.protocol;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;

/** Where a plugin listens. Immutable. {@link Object#toString} gives the URL (protocol §1.6). */
public sealed interface Address {

    /** A unix socket. */
    record Unix(Path path) implements Address {
        /** What {@code sun_path} of Linux holds, without the closing NUL. */
        private static final int MAX_BYTES = 107;

        /** What a URL cannot hold as it is. */
        private static final Pattern ESCAPED = Pattern.compile("[%?#\\x00-\\x1F\\x7F-\\x9F]");

        /**
         * Checks the length of the path.
         *
         * @throws IllegalArgumentException if the path is not absolute, or longer than a socket address can hold
         */
        public Unix {
            if (!path.isAbsolute()) {
                String shown = Printable.of(path.toString());
                throw new IllegalArgumentException("unix socket path \"" + shown + "\" is not absolute; write unix:///"
                        + shown + " with three slashes, and the whole path");
            }
            int bytes = path.toString().getBytes(StandardCharsets.UTF_8).length;
            if (bytes > MAX_BYTES) {
                throw new IllegalArgumentException("unix socket path \"" + Printable.of(path.toString()) + "\" has "
                        + bytes + " bytes and a socket address holds " + MAX_BYTES + "; use a shorter path");
            }
        }

        @Override
        public String toString() {
            return "unix://"
                    + ESCAPED.matcher(path.toString())
                            .replaceAll(found -> URLEncoder.encode(found.group(), StandardCharsets.UTF_8));
        }
    }

    /** A TCP port that speaks plain HTTP: {@code tcp://} and {@code http://}. */
    record Tcp(String host, int port) implements Address {
        @Override
        public String toString() {
            return "tcp://" + authority(host, port);
        }
    }

    /** A TCP port that speaks HTTP over TLS: {@code https://}. */
    record Tls(String host, int port) implements Address {
        @Override
        public String toString() {
            return "https://" + authority(host, port);
        }
    }

    /**
     * Reads an address. Path, query and user of a {@code tcp}, {@code http} or {@code https} address are dropped, as moby
     * drops them. Stricter than moby where moby dials a host nobody meant: the scheme must be a known one and {@code //}
     * must follow (W-16).
     *
     * @param url such as {@code unix:///run/x.sock}, {@code tcp://127.0.0.1:8080} or {@code https://host}
     * @throws IllegalArgumentException if it is no such address; the message says why and what to write
     */
    static Address parse(String url) {
        if (url.chars().anyMatch(Character::isISOControl)) {
            throw bad(url, "holds a line break or another control character; write one URL on one line");
        }
        int end = url.indexOf("://");
        if (end <= 0) {
            throw bad(url, "has no scheme; write unix:///path, tcp://host:port or https://host:port");
        }
        String rest = url.substring(end + 3);
        return switch (url.substring(0, end).toLowerCase(Locale.ROOT)) {
            case "unix" -> unix(url, rest);
            case "tcp", "http" -> new Tcp(host(url, rest), port(url, rest, 80));
            case "https" -> new Tls(host(url, rest), port(url, rest, 443));
            case "npipe" ->
                throw bad(url, "is a Windows named pipe, which jackplug cannot open; let the plugin listen on tcp://");
            default -> throw bad(url, "has an unknown scheme; known are unix, tcp, http and https");
        };
    }

    private static Address unix(String url, String rest) {
        if (!rest.startsWith("/")) {
            throw bad(url, "names a relative socket; write unix:///" + rest + " with three slashes");
        }
        return new Unix(decoded(url, before('#', before('?', rest))));
    }

    private static String before(char mark, String text) {
        int end = text.indexOf(mark);
        return end < 0 ? text : text.substring(0, end);
    }

    private static Path decoded(String url, String path) {
        try {
            return Path.of(URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw bad(url, "holds a broken escape; write % as %25");
        }
    }

    private static String host(String url, String rest) {
        String authority = authority(rest);
        int colon = authority.lastIndexOf(':');
        String host = colon > authority.lastIndexOf(']') ? authority.substring(0, colon) : authority;
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        String bare = bracketed ? host.substring(1, host.length() - 1) : host;
        if (bare.isEmpty()) {
            throw bad(url, "names no host");
        }
        if (holdsAny(bare, bracketed ? "[] " : "[] :")) {
            throw bad(url, "has a malformed host; an IPv6 address stands in brackets, as in tcp://[::1]:8080");
        }
        return bare;
    }

    private static int port(String url, String rest, int otherwise) {
        String authority = authority(rest);
        int colon = authority.lastIndexOf(':');
        if (colon <= authority.lastIndexOf(']') || colon == authority.length() - 1) {
            return otherwise;
        }
        String digits = authority.substring(colon + 1);
        boolean number = digits.length() <= 5 && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        int port = number ? Integer.parseInt(digits) : 0;
        if (port < 1 || port > 65535) {
            throw bad(url, "has the port \"" + digits + "\"; a port is a number from 1 to 65535");
        }
        return port;
    }

    private static String authority(String rest) {
        String authority = before('/', before('#', before('?', rest)));
        return authority.substring(authority.lastIndexOf('@') + 1);
    }

    private static boolean holdsAny(String text, String marks) {
        return text.chars().anyMatch(c -> marks.indexOf(c) >= 0);
    }

    private static String authority(String host, int port) {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }

    /** Shows neither user nor password, which are of no use here. */
    private static IllegalArgumentException bad(String url, String why) {
        String shown = url.replaceFirst("^([^/?#]*//)[^/?#]*@", "$1***@");
        return new IllegalArgumentException("address \"" + Printable.of(shown) + "\" " + why);
    }
}
