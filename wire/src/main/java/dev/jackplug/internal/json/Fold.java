package dev.jackplug.internal.json;

/** Go's comparison of JSON keys: ASCII letters in either case, and the two signs that fold to ASCII letters. */
final class Fold {

    private static final char KELVIN_SIGN = '\u212A';
    private static final char LONG_S = '\u017F';

    private Fold() {}

    static boolean equal(String found, String key) {
        if (found.length() != key.length()) {
            return false;
        }
        for (int i = 0; i < key.length(); i++) {
            if (lower(found.charAt(i)) != lower(key.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static char lower(char c) {
        if (c >= 'A' && c <= 'Z') {
            return (char) (c + ('a' - 'A'));
        }
        return c == KELVIN_SIGN ? 'k' : c == LONG_S ? 's' : c;
    }
}
