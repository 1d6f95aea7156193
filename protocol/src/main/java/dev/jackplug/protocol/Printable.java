package dev.jackplug.protocol;

import java.util.regex.Pattern;

/** Text of others for messages, logs and terminals. */
public final class Printable {

    /** What {@link Character#isISOControl} says; {@code \p{Cntrl}} would leave out those above ASCII. */
    private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x1F\\x7F-\\x9F]");

    private Printable() {}

    /** The text with a {@code ?} for each control character, so that it stays on its line and commands no terminal. */
    public static String of(String text) {
        return CONTROL.matcher(text).replaceAll("?");
    }
}
