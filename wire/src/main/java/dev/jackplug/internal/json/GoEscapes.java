package dev.jackplug.internal.json;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.SerializableString;
import tools.jackson.core.io.CharacterEscapes;
import tools.jackson.core.io.SerializedString;

/** What Go's encoder escapes beyond the standard: {@code <}, {@code >}, {@code &} and two line separators. */
final class GoEscapes extends CharacterEscapes {

    private static final Map<Integer, SerializableString> SEQUENCES = Map.of(
            (int) '<',
            new SerializedString("\\u003c"),
            (int) '>',
            new SerializedString("\\u003e"),
            (int) '&',
            new SerializedString("\\u0026"),
            0x2028,
            new SerializedString("\\u2028"),
            0x2029,
            new SerializedString("\\u2029"));

    private static final int[] ASCII = ascii();

    private static int[] ascii() {
        int[] escapes = standardAsciiEscapesForJSON();
        for (char c : new char[] {'<', '>', '&'}) {
            escapes[c] = ESCAPE_CUSTOM;
        }
        return escapes;
    }

    @Override
    public int[] getEscapeCodesForAscii() {
        return ASCII;
    }

    @Override
    public @Nullable SerializableString getEscapeSequence(int character) {
        return SEQUENCES.get(character);
    }
}
