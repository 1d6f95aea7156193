package dev.jackplug.protocol;

import java.nio.charset.StandardCharsets;

/**
 * The name of a plugin: the stem of the file that announces it. A value of this type cannot lead out of the directory it
 * is looked up in. Names are case-sensitive and may hold dots (protocol §1.2).
 *
 * @param value one file name, never empty
 */
public record PluginName(String value) implements Comparable<PluginName> {

    /** A file name has at most 255 bytes, and {@code .spec} needs five of them. */
    private static final int MAX_BYTES = 250;

    /**
     * Checks the name.
     *
     * @throws IllegalArgumentException if the name is empty, {@code .} or {@code ..}, longer than 250 bytes, or holds a
     *     {@code /}, a {@code \}, a control character or half a surrogate pair; the message says which
     */
    public PluginName {
        if (value.isEmpty()) {
            throw refused(value, "is empty");
        }
        if (value.equals(".") || value.equals("..")) {
            throw refused(value, "names a directory");
        }
        int c;
        for (int i = 0; i < value.length(); i += Character.charCount(c)) {
            c = value.codePointAt(i);
            String flaw = flaw(c);
            if (!flaw.isEmpty()) {
                throw refused(value, flaw);
            }
        }
        // A char is three bytes at most, so that only long names need to be counted.
        if (value.length() > MAX_BYTES / 3 && value.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            throw refused(value.substring(0, 20) + "...", "is longer than " + MAX_BYTES + " bytes");
        }
    }

    /** What keeps a character out of names; empty when nothing does. */
    private static String flaw(int c) {
        if (Character.isISOControl(c)) {
            return "holds a control character";
        }
        if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
            return "holds half a character";
        }
        return c == '/' || c == '\\' ? "holds a " + Character.toString(c) : "";
    }

    private static IllegalArgumentException refused(String value, String why) {
        String shown = Printable.of(value);
        return new IllegalArgumentException("plugin name \"" + shown + "\" " + why
                + "; a name is the stem of one file in the plugin directories, such as \"sshfs\"");
    }

    @Override
    public int compareTo(PluginName other) {
        return value.compareTo(other.value);
    }

    // By hand: what the JVM makes for a record, when it is first asked, takes it longer than a short command its work.
    @Override
    public boolean equals(Object other) {
        return other instanceof PluginName name && name.value.equals(value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return value;
    }
}
