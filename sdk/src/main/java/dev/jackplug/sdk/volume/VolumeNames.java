package dev.jackplug.sdk.volume;

import dev.jackplug.protocol.DriverException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** The names of volumes, which hosts pass on unchecked (protocol §4.1). */
final class VolumeNames {

    /** Without {@code @}, so that no name is the digest of another. */
    private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}");

    private static final int SHOWN = 100;

    private VolumeNames() {}

    /** Refuses what a plugin must refuse (protocol §8.5); any other name is taken as it is. */
    static void check(String name) {
        if (name.isEmpty()) {
            throw new DriverException("a volume needs a name");
        }
        boolean path = name.equals(".") || name.equals("..") || name.indexOf('/') >= 0;
        // What cannot be encoded would come back from the disk as another name.
        if (path
                || name.indexOf('\0') >= 0
                || !StandardCharsets.UTF_8.newEncoder().canEncode(name)) {
            throw new DriverException("volume name " + quoted(name) + " is refused: it "
                    + (path ? "is a path" : "holds what is no character") + "; use letters, digits, '_', '.' and '-'");
        }
    }

    /** The name itself if it is safe in a path, else its digest. */
    static String directory(String name) {
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
    static String quoted(String name) {
        String line = name.replaceAll("\\p{Cntrl}", "?");
        return '"' + (line.length() > SHOWN ? line.substring(0, SHOWN) + "..." : line) + '"';
    }
}
