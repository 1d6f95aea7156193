package dev.jackplug.sdk.internal;

import dev.jackplug.protocol.Printable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** Names that hosts pass on unchecked, made safe for files and for messages. */
public final class Names {

    /** Without {@code @}, so that no name is the digest of another. */
    private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}");

    private static final int SHOWN = 100;

    private Names() {}

    /** The name itself if it is safe in a path, else its digest. */
    public static String safe(String name) {
        return SAFE.matcher(name).matches() ? name : "@" + digest(name);
    }

    private static String digest(String name) {
        try {
            byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** For messages: one line of bearable length, whatever the name. */
    public static String quoted(String name) {
        String line = Printable.of(name);
        return '"' + (line.length() > SHOWN ? line.substring(0, SHOWN) + "..." : line) + '"';
    }
}
